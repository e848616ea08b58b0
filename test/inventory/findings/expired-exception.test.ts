import { expect, it } from 'vitest'
import { expiredExceptions } from '../../../inventory/findings/expired-exception.ts'
import { playExample } from '../../support/play-example.ts'

const exceptions = [{ rule: 'stack-trace', reason: 'r', expiresUs: 50 }]

it('is silent where nothing is left that it covered', () => {
  expect([...expiredExceptions({ rules: [], owners: [], exceptions }, [], 100)]).toEqual([])
})

it('what an exception covers is set aside with its reason', () => {
  const calls = [{ line: 'GET /orders?api_key=0f8fad5bd9cb469fa165', times: 2 }]
  const policy = { rules: [], owners: [], exceptions: [{ rule: 'credential-in-url', reason: 'the old client', expiresUs: null }] }
  const { findings, allowed } = playExample({ text: '', calls, config: { policy } }).verdicts
  expect(findings.map(({ rule }) => rule)).not.toContain('credential-in-url')
  expect(allowed).toMatchObject([{ finding: { rule: 'credential-in-url' }, reason: 'the old client' }])
})
