import { expect, it } from 'vitest'
import { judgeSensitive } from '../../../inventory/judge/index.ts'
import { authOutcome, judgeRisk, serviceRisk } from '../../../inventory/judge/risk.ts'
import { verdictKey } from '../../../inventory/judge/verdict.ts'
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

it('is, of a service, that of its worst operation and a little for others', () => {
  const made = service('a', operation('GET /a'), operation('GET /b'), operation('GET /c'))
  const risk = (score: number) => ({ score, level: 'medium' as const, parts: [] })
  const risks = new Map([
    [verdictKey('a', 'GET /a'), risk(40)],
    [verdictKey('a', 'GET /b'), risk(30)],
    [verdictKey('a', 'GET /c'), risk(10)],
  ])
  expect(serviceRisk(made, { risk: risks })).toEqual({
    score: 42,
    level: 'medium',
    parts: [
      { text: 'its worst operation, GET /a', points: 40 },
      { text: '1 further operations of medium risk or more', points: 2 },
    ],
  })
  expect(serviceRisk(made, { risk: new Map() })).toEqual({ score: 0, level: 'info', parts: [] })
})
