import { expect, it } from 'vitest'
import { judgeSensitive } from '../../../inventory/judge/index.ts'
import { authOutcome, judgeRisk } from '../../../inventory/judge/risk.ts'
import { operation, service } from './build-inventory.ts'

it('is the sum of its parts, and a hundred at most', () => {
  const subject = operation('DELETE /x', {
    responses: [{ email: 'a@example.org', ssn: '536-90-4399', iban: 'DE89370400440532013000', password: 'hunter2' }],
    auth: { none: 5, bearer: 5 },
  })
  const host = service('a', subject)
  const fields = judgeSensitive(host, subject)
  const risk = judgeRisk(host, subject, [{ state: 'zombie', kind: null, evidence: [] }], fields)
  expect(risk.score).toBe(
    Math.min(
      100,
      risk.parts.reduce((sum, { points }) => sum + points, 0),
    ),
  )
  expect(risk.level).toBe('critical')
  expect(risk.parts.map(({ text }) => text)).toContain('is zombie')
  expect(judgeRisk({ ...host, scheme: 'https' }, operation('GET /y', { auth: { bearer: 3 } }), [], [])).toEqual({
    score: 0,
    level: 'info',
    parts: [],
  })
})

it('knows how many succeeded with and without credentials', () => {
  expect(authOutcome(operation('GET /x', { auth: { none: 2, bearer: 3, basic: 1 } }))).toEqual({ open: 2, closed: 4 })
})
