import { expect, it } from 'vitest'
import { findInSpecs } from '../../../inventory/judge/in-specs.ts'
import { judgePresence } from '../../../inventory/judge/presence.ts'
import { specLines } from '../../../inventory/judge/spec-match.ts'
import { operation, service, spec } from './build-inventory.ts'

it('takes the bound for shadows from the configuration', () => {
  const subject = operation('GET /admin', { statuses: { 200: 3 } })
  const host = service('a', subject)
  const lines = specLines([spec('A', ['a'], ['GET /x'])])
  const found = findInSpecs(host, subject, lines, true)
  const state = (shadowExchanges: number) => judgePresence(host, subject, 3, found, lines, { shadowExchanges })?.state
  expect([state(3), state(4)]).toEqual(['shadow', 'undocumented'])
  expect(judgePresence(host, subject, 0, found, lines, {})).toBeNull()
})
