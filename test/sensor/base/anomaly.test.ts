import { expect, test } from 'vitest'
import { ANOMALIES } from '../../../sensor/base/anomaly.ts'

test('every anomaly has an id in lower case and a sentence', () => {
  for (const [id, sentence] of Object.entries(ANOMALIES)) {
    expect(id).toMatch(/^[a-z0-9][a-z0-9.-]+$/)
    expect(sentence, id).toMatch(/^[A-Z].*\.$/)
  }
})
