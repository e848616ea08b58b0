import { describe, expect, it } from 'vitest'
import { judge } from '../../../inventory/judge/index.ts'
import { inventory, NOW_US, operation, service, spec } from './build-inventory.ts'

const HOST = 'shop.example'
const described = [spec('Shop', [HOST], ['GET /users/{id}', 'GET /orders', 'GET /refused'])]
const seen = () => service(HOST, operation('GET /users/{id}'), operation('GET /refused', { statuses: { 404: 4 }, tier: 'probe' }))
const uncalled = (made: ReturnType<typeof inventory>) =>
  judge(made, { specs: described, now: NOW_US }).uncalled.map(({ key, states }) => `${key} ${states[0]?.state}`)

describe('an operation that nobody calls', () => {
  it('is an orphan where the service was seen well', () => {
    expect(uncalled(inventory([seen()]))).toEqual(['GET /orders orphan', 'GET /refused orphan'])
  })

  it.each([
    ['bytes are missing', { gapBytes: 5000 }],
    [
      'most of it was TLS',
      {
        bytes: new Map([
          ['tls' as const, 900_000],
          ['http/1' as const, 1000],
        ]),
      },
    ],
    ['one direction was seen', { oneSidedFlows: 8 }],
    ['responses are missing', { responses: 60 }],
  ])('is only unobserved where %s', (_why, coverage) => {
    expect(uncalled(inventory([seen()], coverage))).toEqual(['GET /orders unobserved', 'GET /refused unobserved'])
  })

  it('is only unobserved where packets were dropped before the capture', () => {
    const made = inventory([seen()])
    made.coverage.counters.set('capture.packets', 80)
    made.coverage.counters.set('capture.kernel-dropped', 20)
    expect(uncalled(made)[0]).toBe('GET /orders unobserved')
  })

  it('is unobserved on a host that never came', () => {
    expect(uncalled(inventory([service('other.example', operation('GET /x'))]))).toEqual([
      'GET /users/{} unobserved',
      'GET /orders unobserved',
      'GET /refused unobserved',
    ])
  })

  it('is none where a template stands for it', () => {
    const specs = [spec('Shop', [HOST], ['GET /reports/daily'])]
    const verdicts = judge(inventory([service(HOST, operation('GET /reports/{name}'))]), { specs, now: NOW_US })
    expect(verdicts.uncalled).toEqual([])
  })
})
