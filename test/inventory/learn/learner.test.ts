import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeOperation } from '../../../inventory/learn/encode-operation.ts'
import type { KnownTemplate } from '../../../inventory/learn/known.ts'
import { Learner } from '../../../inventory/learn/learner.ts'
import type { Inventory } from '../../../inventory/model.ts'
import type { Observation } from '../../../inventory/observe/observation.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { type Described, observe } from './build-observation.ts'

const USER = { keys: ['.id', '.login', '.name', '.email'] }
const PEOPLE = ['ann', 'ben', 'cleo', 'dora', 'emil', 'fritz', 'gus', 'hanna', 'ida', 'jo', 'kim', 'lea', 'mia', 'nora', 'otto', 'pia']

function learn(observations: readonly Observation[], learner = new Learner()): Learner {
  for (const observation of observations) learner.add(observation)
  return learner
}

function keysOf(inventory: Inventory, tier = 'confirmed'): string[] {
  return [...inventory.services.values()]
    .flatMap((service) =>
      [...service.operations].filter(([, operation]) => operation.tier === tier).map(([key]) => `${service.name} ${key}`),
    )
    .sort()
}

/** Everything an inventory holds, comparable. */
function plain(inventory: Inventory): unknown {
  return [...inventory.services.values()].map((service) => [
    service.name,
    [...service.hosts].sort(),
    [...service.addresses].sort(),
    service.seen,
    [...service.operations]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, operation]) => [key, encodeOperation(operation, { words: 'all' })]),
  ])
}

const users = (): Observation[] =>
  PEOPLE.flatMap((name) => [
    observe(`GET /users/${name}`, { ...USER, echo: { [name]: 'login' } }),
    observe(`GET /users/${name}/orders/42`, { keys: ['.total'] }),
  ])

test('what was refused on more paths than are kept apart is counted', () => {
  const learner = new Learner({ limits: { ...DEFAULT_LIMITS, pendingPaths: 4 } })
  learner.add(observe('GET /status', USER))
  for (let i = 0; i < 20; i++) learner.add(observe(`GET /try/${'abcdefghijklmnopqrst'[i]}-page`, { status: 403 }))
  expect(learner.finalise().coverage.counters).toEqual(new Map([['inventory.refused-dropped', 16]]))
})

describe('templates', () => {
  test('values by form are parameters, words are literals', () => {
    const found = learn([
      observe('GET /users/1', USER),
      observe('GET /users/2', USER),
      observe('GET /users/me', { keys: ['.settings', '.plan'] }),
      observe('POST /users'),
    ]).finalise()
    expect(keysOf(found)).toEqual(['api.example GET /users/me', 'api.example GET /users/{}', 'api.example POST /users'])
  })

  test('many words that answer alike are values, with a name and reasons', () => {
    const inventory = learn([...users(), observe('GET /orders'), observe('GET /status')]).finalise()
    expect(keysOf(inventory)).toEqual([
      'api.example GET /orders',
      'api.example GET /status',
      'api.example GET /users/{}',
      'api.example GET /users/{}/orders/{}',
    ])
    const segment = inventory.services.get('api.example')?.operations.get('GET /users/{}')?.segments[1]
    expect(segment).toMatchObject({ kind: 'parameter', name: 'login' })
    expect(segment?.kind === 'parameter' && segment.reasons.length).toBeGreaterThan(0)
  })

  test('a constant number is part of the base path', () => {
    const calls = ['issues', 'projects', 'users', 'groups'].flatMap((word) =>
      Array.from({ length: 8 }, (_, i) => observe(`GET /rest/api/3/${word}/${100 + i}`, { keys: ['.id', `.${word}Name`] })),
    )
    expect(keysOf(learn(calls).finalise())).toEqual(
      ['groups', 'issues', 'projects', 'users'].map((word) => `api.example GET /rest/api/3/${word}/{}`),
    )
  })

  test('a method of an RPC is literal', () => {
    const calls = Array.from({ length: 40 }, (_, i) =>
      observe(`POST /shop.Orders/M${PEOPLE[i % 16]}`, { kind: 'grpc', responseMediaType: 'application/grpc' }),
    )
    expect(keysOf(learn(calls).finalise())).toHaveLength(16)
  })

  test('rules of the user come first', () => {
    const learner = new Learner({
      rules: { keepLiteral: ['/users/ann'], forceParameter: ['/status/{}'], rename: new Map([['/users/{}', 'person']]) },
    })
    const inventory = learn([...users(), observe('GET /status/green')], learner).finalise()
    expect(keysOf(inventory)).toContain('api.example GET /users/ann')
    expect(keysOf(inventory)).toContain('api.example GET /status/{}')
    expect(inventory.services.get('api.example')?.operations.get('GET /users/{}')?.segments[1]).toMatchObject({ name: 'person' })
  })

  test('a description decides, and its names are used', () => {
    const known: KnownTemplate = {
      segments: [
        { kind: 'literal', text: 'shops' },
        { kind: 'parameter', name: 'shopName', prefix: '', suffix: '', reasons: [] },
      ],
      source: 'spec',
    }
    const learner = new Learner({ known: new Map([['api.example', [known]]]) })
    const inventory = learn([observe('GET /shops/corner')], learner).finalise()
    expect(inventory.services.get('api.example')?.operations.get('GET /shops/{}')?.segments[1]).toMatchObject({ name: 'shopName' })
  })
})

describe('the gate', () => {
  test('noise makes no operation and no service', () => {
    const noise = [
      observe('GET /wp-login.php', { status: 404, responseMediaType: 'text/html' }),
      observe('GET /app.js', { responseMediaType: 'application/javascript' }),
      observe('GET /welcome', { responseMediaType: 'text/html' }),
      observe('GET /admin', { status: 301, redirectsToLogin: true, responseMediaType: 'text/html' }),
    ]
    expect(learn(noise).finalise().services.size).toBe(0)
  })

  test('a host that only scanners name is no service', () => {
    const inventory = learn([observe('GET /users'), observe('GET /users', { host: 'evil.example', status: 403 })]).finalise()
    expect([...inventory.services.keys()]).toEqual(['api.example'])
  })

  test('errors count for the template they fit, whatever came first', () => {
    const calls = [
      observe('GET /users/9', { status: 404 }),
      observe('GET /users/1'),
      observe('GET /users/8', { status: 500 }),
      observe('GET /users/7', { status: 401 }),
    ]
    for (const order of [calls, [...calls].reverse()]) {
      const operation = learn(order).finalise().services.get('api.example')?.operations.get('GET /users/{}')
      expect(new Map([...(operation?.statuses ?? [])].sort())).toEqual(
        new Map([
          [200, 1],
          [401, 1],
          [404, 1],
          [500, 1],
        ]),
      )
      expect(operation?.tier).toBe('confirmed')
    }
  })

  test('what is only refused, guarded or unanswered stands apart, without words that nobody knows', () => {
    const inventory = learn([
      observe('GET /status'),
      observe('GET /users/ann', { status: 404 }),
      observe('GET /users/xyzzy', { status: 403 }),
      observe('POST /orders', { status: 0, responseMediaType: '' }),
    ]).finalise()
    expect(keysOf(inventory)).toEqual(['api.example GET /status'])
    expect(keysOf(inventory, 'guarded')).toEqual(['api.example GET /users/{}'])
    expect(keysOf(inventory, 'one-sided')).toEqual(['api.example POST /orders'])
    expect(JSON.stringify(plain(inventory))).not.toContain('xyzzy')
  })

  test('HEAD is evidence of GET', () => {
    expect(keysOf(learn([observe('HEAD /users')]).finalise())).toEqual(['api.example GET /users'])
  })
})

test('a service is named as clients name it', () => {
  const inventory = learn([
    observe('GET /a', { host: 'api.example:80' }),
    observe('GET /a', { host: 'api.example:8080' }),
    observe('GET /a', { host: '' }),
  ]).finalise()
  expect([...inventory.services.keys()]).toEqual(['10.0.0.1:80', 'api.example', 'api.example:8080'])
})

describe('the inventory is a sum', () => {
  const word = fc.constantFrom('users', 'orders', 'search', 'status', ...PEOPLE)
  const part = fc.oneof(word, fc.integer({ min: 0, max: 999 }).map(String), fc.constantFrom('2.0', '1.0', '2024-01-01', 'ab12cd34ef56'))
  const path = fc.array(part, { minLength: 0, maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
  const described: fc.Arbitrary<Described> = fc.record({
    status: fc.constantFrom(200, 200, 200, 201, 304, 401, 404, 422, 500, 0),
    host: fc.constantFrom('api.example', 'other.example', ''),
    startedUs: fc.integer({ min: 1, max: 1000 }),
    keys: fc.subarray(['.id', '.name', '.items', '.items[].id']),
    consumers: fc.subarray(['address:10.0.0.1', 'address:10.0.0.2', 'agent:x/1']),
  })
  const call = fc
    .record({ method: fc.constantFrom('GET', 'POST', 'HEAD'), path, described })
    .map(({ method, path, described }) => observe(`${method} ${path}`, described))
  const calls = fc.array(call, { maxLength: 60 })

  test('order of arrival does not matter', () => {
    fc.assert(
      fc.property(calls, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const shuffled = list
          .map((each) => ({ each, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each)
        expect(plain(learn(shuffled).finalise())).toEqual(plain(learn(list).finalise()))
      }),
    )
  })

  test('parts merge to the whole, in any order and grouping, also through their encoded form', () => {
    fc.assert(
      fc.property(calls, calls, calls, (a, b, c) => {
        const whole = plain(learn([...a, ...b, ...c]).finalise())
        const left = learn(a)
        left.merge(learn(b))
        left.merge(Learner.decode(learn(c).encode()))
        expect(plain(left.finalise())).toEqual(whole)
        const right = learn(c)
        const middle = learn(b)
        middle.merge(learn(a))
        right.merge(middle)
        expect(plain(right.finalise())).toEqual(whole)
      }),
      { numRuns: 50 },
    )
  })

  test('looking at it in between changes nothing', () => {
    fc.assert(
      fc.property(calls, calls, (a, b) => {
        const learner = learn(a)
        learner.finalise()
        learn(b, learner)
        expect(plain(learner.finalise())).toEqual(plain(learn([...a, ...b]).finalise()))
        expect(learner.exchanges).toBe(a.length + b.length)
      }),
    )
  })
})

test('a position with thousands of values stays bounded', () => {
  const learner = new Learner()
  for (let i = 0; i < 3000; i++) learner.add(observe(`GET /users/${PEOPLE[i % 16]}${PEOPLE[(i >> 4) % 16]}${PEOPLE[(i >> 8) % 16]}x`, USER))
  expect(keysOf(learner.finalise())).toEqual(['api.example GET /users/{}'])
})

test('bodies are wanted until an operation is known well, and those of all others', () => {
  const learner = new Learner()
  const user = observe('GET /users/4242', USER)
  for (let times = 0; times < 300; times++) learner.add(user)
  const wanted = (path: string) => Array.from({ length: 80 }, () => learner.wantsBodies(observe(path))).filter(Boolean).length
  expect(wanted('GET /users/4343')).toBeLessThan(20)
  expect([wanted('GET /users/me'), wanted('PUT /users/4343'), wanted('GET /orders')]).toEqual([80, 80, 80])
})

test('what responses repeat is a share of those that were read', () => {
  const path = (id: number, echo: string | null) => {
    const observation = observe(`GET /things/${id}`, { keys: ['.code'] })
    return {
      ...observation,
      bodiesRead: echo !== null,
      segments: observation.segments.map((each, at) => (at === 1 ? { ...each, echo } : each)),
    }
  }
  const name = (learner: Learner) => [...(learner.finalise().services.values().next().value?.operations.keys() ?? [])]
  const all = learn(Array.from({ length: 40 }, (_, id) => path(1000 + id, 'code')))
  const some = learn(Array.from({ length: 400 }, (_, id) => path(1000 + id, id < 40 ? 'code' : null)))
  expect(name(some)).toEqual(name(all))
})

describe('an operation that never succeeds', () => {
  const page = { responseMediaType: 'text/html' }
  const probed = (...observations: Observation[]) => keysOf(learn([observe('GET /orders', USER), ...observations]).finalise(), 'probe')

  test('is there as a candidate where a program failed, or something was sent', () => {
    expect(probed(...[1, 2].map(() => observe('POST /api/import', { ...page, status: 500 })))).toEqual(['api.example POST /api/import'])
    expect(probed(observe('GET /api/report', { ...page, status: 500 }))).toEqual(['api.example GET /api/report'])
    expect(probed(observe('PUT /api/import/17', { ...page, status: 422 }))).toEqual(['api.example PUT /api/import/{}'])
  })

  test('is not there for what was read and refused, or for a gateway without a program behind it', () => {
    for (const status of [400, 406, 429, 502, 503, 504]) expect(probed(observe('GET /phpmyadmin', { ...page, status }))).toEqual([])
  })

  test('takes what failed before it succeeded', () => {
    const learner = learn([observe('POST /api/import', { ...page, status: 500 }), observe('POST /api/import', USER)])
    expect(keysOf(learner.finalise())).toEqual(['api.example POST /api/import'])
    expect(keysOf(learner.finalise(), 'probe')).toEqual([])
  })
})
