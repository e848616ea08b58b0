import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('says what is odd, in words', () => {
  const calls = [{ line: 'POST /a', body: { a: 1 }, anomalies: ['content-length-conflict'] as const }]
  expect(foundIn('ambiguous-request', calls)).toMatchObject([
    { kind: 'wire', evidence: [{ text: 'Several Content-Length values disagree; the first was believed', n: 1 }] },
  ])
})

it('is silent about what every reader reads alike', () => {
  expect(foundIn('ambiguous-request', [{ line: 'GET /a', anomalies: ['folded-header', 'gap-in-body'] }])).toEqual([])
})
