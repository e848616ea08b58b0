import { describe, expect, it } from 'vitest'
import { judge } from '../../../inventory/judge/index.ts'
import type { Operation } from '../../../inventory/model.ts'
import { DAY_US, inventory, NOW_US, operation, service, spec } from './build-inventory.ts'

const HOST = 'shop.example'
const v1 = spec('Shop', [HOST], ['GET /users', 'GET /old', 'GET /gone', 'GET /users/{id}'], '1')
const v2 = spec(
  'Shop',
  [HOST],
  ['GET /users', 'GET /users/{id}', 'GET /marked deprecated', 'GET /ended sunset:2025-01-01', 'GET /ending sunset:2030-01-01'],
  '2',
)

/** States of the only operation of the service. */
function states(subject: Operation, specs = [v1, v2], name = HOST): string[] {
  const verdicts = judge(inventory([service(name, subject), service('other.example', operation('GET /x'))]), { specs, now: NOW_US })
  const key = [...verdicts.states.keys()].find(
    (each) => each.startsWith(`${name} `) && !verdicts.uncalled.some((one) => each === `${one.service} ${one.key}`),
  )
  return (verdicts.states.get(key ?? '') ?? []).map(({ state, kind }) => kind ?? state)
}

describe('lifecycle of an operation', () => {
  const cases: [string, Operation, string[]][] = [
    ['documented', operation('GET /users'), ['documented']],
    ['documented, as one of a described template', operation('GET /users/me'), ['documented']],
    ['documented, by HEAD of a described GET', operation('HEAD /users'), ['documented']],
    ['shadow.path', operation('GET /admin'), ['shadow.path']],
    ['shadow.method', operation('DELETE /users'), ['shadow.method']],
    ['shadow after one exchange that changed something', operation('POST /admin', { statuses: { 201: 1 } }), ['shadow.path']],
    ['not yet a shadow after one that did not', operation('GET /admin', { statuses: { 200: 1 } }), ['undocumented']],
    ['not a shadow by a preflight', operation('OPTIONS /admin', { statuses: { 204: 9 } }), []],
    ['not a shadow by 404 beside one success', operation('GET /admin', { statuses: { 200: 1, 404: 50 } }), ['undocumented']],
    ['probe-only', operation('GET /admin', { statuses: { 404: 9 }, tier: 'probe' }), ['probe-only']],
    ['probe-only: it only fails', operation('POST /admin', { statuses: { 500: 9 }, tier: 'probe' }), ['probe-only']],
    ['guarded', operation('GET /admin', { statuses: { 401: 9 }, tier: 'guarded' }), ['guarded']],
    ['zombie: gone from the version in force', operation('GET /old'), ['zombie']],
    ['no zombie where only 410 is answered', operation('GET /gone', { statuses: { 410: 9 } }), []],
    ['zombie: past the end that the description names', operation('GET /ended'), ['zombie', 'documented']],
    [
      'zombie: past the Sunset header',
      operation('GET /users', { signals: { 'sunset-header': ['Tue, 01 Jul 2025 00:00:00 GMT'] } }),
      ['zombie', 'documented'],
    ],
    [
      'deprecated-in-use: Sunset to come',
      operation('GET /users', { signals: { 'sunset-header': ['Tue, 02 Jul 2030 00:00:00 GMT'] } }),
      ['deprecated-in-use', 'documented'],
    ],
    [
      'deprecated-in-use: Deprecation header',
      operation('GET /users', { signals: { 'deprecation-header': ['@1688169599'] } }),
      ['deprecated-in-use', 'documented'],
    ],
    ['deprecated-in-use: marked', operation('GET /marked'), ['deprecated-in-use', 'documented']],
    ['deprecated-in-use: end to come', operation('GET /ending'), ['deprecated-in-use', 'documented']],
    ['dormant', operation('GET /users', { lastUs: NOW_US - 31 * DAY_US }), ['dormant', 'documented']],
    ['one-sided: nothing is proven', operation('GET /admin', { statuses: { 0: 9 }, tier: 'one-sided' }), []],
  ]
  for (const [what, subject, expected] of cases) it(what, () => expect(states(subject)).toEqual(expected))

  it('is undocumented where no description speaks for the host', () => {
    expect(states(operation('GET /any'), [v1], 'unknown.example')).toEqual(['undocumented'])
    expect(states(operation('GET /any'), [], HOST)).toEqual(['undocumented'])
  })

  it('is shadow.host where the same operation is described for other hosts', () => {
    expect(states(operation('GET /users'), [v1], 'copy.example')).toEqual(['shadow.host'])
  })

  it('is superseded beside a newer version', () => {
    const verdicts = judge(inventory([service(HOST, operation('GET /v1/users/{id}'), operation('GET /v2/users/{id}'))]), {
      specs: [],
      now: NOW_US,
    })
    expect(verdicts.states.get(`${HOST} GET /v1/users/{}`)?.map(({ state }) => state)).toEqual(['superseded', 'undocumented'])
    expect(verdicts.states.get(`${HOST} GET /v2/users/{}`)?.map(({ state }) => state)).toEqual(['undocumented'])
  })

  it('carries its evidence', () => {
    const verdicts = judge(inventory([service(HOST, operation('GET /old'))]), { specs: [v1, v2], now: NOW_US })
    const [zombie] = verdicts.states.get(`${HOST} GET /old`) ?? []
    expect(zombie?.evidence.map(({ text }) => text)).toEqual(['still answered', 'described by Shop 1, gone from the version in force'])
    expect(zombie?.evidence[0]).toMatchObject({ n: 10, lastUs: NOW_US })
  })
})
