import { expect, test } from 'vitest'
import { Prefix } from '../../reconstruct/prefix.ts'

test('what was lent stays when the lender writes over it', () => {
  const prefix = new Prefix()
  const lent = Buffer.from('GE')
  prefix.begin(7, 3, 100, true)
  for (let i = 0; i < 100; i++) prefix.append(lent, 0, 2)
  lent.fill(0)
  expect(Buffer.from(prefix.bytes.subarray(0, prefix.length)).toString()).toBe('GE'.repeat(100))
  expect(prefix).toMatchObject({ offset: 7, acknowledged: 3, timestampUs: 100, segmentStart: true })
  prefix.clear()
  expect(prefix.length).toBe(0)
})
