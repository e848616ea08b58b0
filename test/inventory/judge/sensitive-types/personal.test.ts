import { expect, it } from 'vitest'
import { PERSONAL } from '../../../../inventory/judge/sensitive-types/personal.ts'

it('marks what the GDPR calls a special category as grave', () => {
  const special = PERSONAL.filter(({ regulations }) => regulations.includes('GDPR-9'))
  expect(special.length).toBeGreaterThan(5)
  for (const { id, severity } of special) expect(['high', 'critical'], id).toContain(severity)
})
