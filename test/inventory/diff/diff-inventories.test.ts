import { describe, expect, test } from 'vitest'
import { diffInventories } from '../../../inventory/diff/diff-inventories.ts'
import { DIFF_RULES } from '../../../inventory/diff/rules.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

const inventory = (...operations: SampleOperation[]) => sampleInventory({ 'shop.example': operations })
const BUSY: SampleOperation = { operation: 'GET /busy', n: 1000, statuses: { 200: 1000 } }
const times = <T>(n: number, value: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => value(i))

/** `level id place` of each change. */
function diff(base: SampleOperation[], head: SampleOperation[]): string[] {
  return diffInventories(inventory(...base), inventory(...head)).map(({ level, id, place }) => [level, id, place].filter(Boolean).join(' '))
}
/** The same for one operation with JSON responses. */
const bodies = (base: unknown[], head: unknown[]): string[] =>
  diff([{ operation: 'GET /a', responses: { 200: base } }], [{ operation: 'GET /a', responses: { 200: head } }])
const requests = (base: unknown[], head: unknown[]): string[] =>
  diff(
    [{ operation: 'POST /a', n: base.length, statuses: { 200: base.length }, requests: base, clients: 3 }],
    [{ operation: 'POST /a', n: head.length, statuses: { 200: head.length }, requests: head, clients: 3 }],
  )

test('an inventory does not differ from itself', () => {
  const all = inventory(BUSY, {
    operation: 'GET /a/{id}',
    parameters: { 'query q': ['1'] },
    requests: [{ a: [1, null, 'x'] }],
    responses: { 200: [{ a: 1 }, { b: null }], 500: [{ e: 1 }] },
    auth: { none: [1, 1] },
  })
  expect(diffInventories(all, all)).toEqual([])
  expect(diffInventories(inventory(), inventory())).toEqual([])
})

describe('operations', () => {
  test('a new one is told', () => expect(diff([BUSY], [BUSY, { operation: 'GET /a' }])).toEqual(['info operation-added']))

  test('a silent one is gone only where chance would not have it so', () => {
    const rare: SampleOperation = { operation: 'GET /a', n: 9, statuses: { 200: 9 } }
    const often: SampleOperation = { operation: 'GET /a', n: 12, statuses: { 200: 12 } }
    expect(diff([BUSY, rare], [BUSY])).toEqual(['info operation-not-observed'])
    expect(diff([BUSY, often], [BUSY])).toEqual(['breaking operation-removed'])
    // with a hundredth of the traffic, silence says little
    expect(diff([BUSY, often], [{ ...BUSY, n: 10, statuses: { 200: 10 } }])).toEqual(['info operation-not-observed'])
  })

  test('one that answers 410, or 404 every time, is gone however rare it was', () => {
    const was: SampleOperation = { operation: 'GET /legacy/prices', n: 2, statuses: { 200: 2 } }
    const now = (statuses: Record<number, number>, tier: SampleOperation['tier'], operation = was.operation): SampleOperation => ({
      operation,
      statuses,
      ...(tier ? { tier } : {}),
    })
    expect(diff([BUSY, was], [BUSY, now({ 410: 1 }, 'probe')])).toEqual(['breaking operation-removed'])
    expect(diff([BUSY, was], [BUSY, now({ 410: 1 }, 'confirmed')])).toEqual(['breaking operation-removed'])
    expect(diff([BUSY, was], [BUSY, now({ 404: 2 }, 'probe')])).toEqual(['breaking operation-removed'])
    expect(diff([BUSY, was], [BUSY, now({ 410: 3 }, 'probe', 'GET /{a}/prices')])).toEqual(['breaking operation-removed'])
    // one 404 may be about one object, and a 404 under a coarse template about anything
    expect(diff([BUSY, was], [BUSY, now({ 404: 1 }, 'probe')])).toEqual(['info operation-not-observed'])
    expect(diff([BUSY, was], [BUSY, now({ 404: 9 }, 'probe', 'GET /{a}/prices')])).toEqual(['info operation-not-observed'])
  })

  test('words that became a parameter, and the other way round, are no other API', () => {
    const words = ['x', 'y'].map((word): SampleOperation => ({ operation: `GET /tags/${word}`, n: 50, statuses: { 200: 50 } }))
    const template: SampleOperation = { operation: 'GET /tags/{tag}', n: 100, statuses: { 200: 100 } }
    expect(diff([BUSY, ...words], [BUSY, template])).toEqual(['info operation-merged', 'info operation-merged'])
    expect(diff([BUSY, template], [BUSY, template, ...words])).toEqual(['info operation-split', 'info operation-split'])
  })

  test('another name of a parameter is no change', () => {
    expect(diff([{ operation: 'GET /u/{id}' }], [{ operation: 'GET /u/{userId}' }])).toEqual([])
  })

  test('probes are no operations', () => {
    expect(diff([BUSY], [BUSY, { operation: 'GET /.env', tier: 'probe', statuses: { 404: 3 } }])).toEqual([])
  })

  test('services', () => {
    const [a, b] = [sampleInventory({ 'a.example': [BUSY] }), sampleInventory({ 'b.example': [BUSY] })]
    expect(diffInventories(a, b).map(({ id, service }) => `${id} ${service}`)).toEqual([
      'service-not-observed a.example',
      'service-added b.example',
    ])
    expect(diffInventories(a, b, { service: 'b.example' })).toHaveLength(1)
  })
})

describe('responses', () => {
  test('a property that was in every response is gone', () => {
    expect(
      bodies(
        times(20, () => ({ a: 1, b: 1 })),
        times(20, () => ({ a: 1 })),
      ),
    ).toEqual(['breaking response-required-property-removed response 200 $.b'])
  })
  test('... of which too few were seen to say so', () => {
    expect(
      bodies(
        times(4, () => ({ a: 1, b: 1 })),
        times(4, () => ({ a: 1 })),
      ),
    ).toEqual(['info response-property-not-observed response 200 $.b'])
  })
  test('a rare property that does not come up is no removal', () => {
    expect(
      bodies(
        times(100, (i) => (i === 0 ? { a: 1, b: 1 } : { a: 1 })),
        times(100, () => ({ a: 1 })),
      ),
    ).toEqual(['info response-property-not-observed response 200 $.b'])
  })
  test('an optional one that should have come up is', () => {
    expect(
      bodies(
        times(100, (i) => (i % 4 === 0 ? { a: 1, b: 1 } : { a: 1 })),
        times(100, () => ({ a: 1 })),
      ),
    ).toEqual(['warning response-optional-property-removed response 200 $.b'])
  })
  test('a new property is told', () => {
    expect(bodies([{ a: 1 }], [{ a: 1, b: { c: 1 } }])).toEqual(['info response-property-added response 200 $.b'])
  })
  test('another type, below arrays too', () => {
    expect(
      bodies(
        times(9, () => ({ l: [{ p: 1.5 }] })),
        times(9, () => ({ l: [{ p: '1.5' }] })),
      ),
    ).toEqual(['breaking response-property-type-changed response 200 $.l[].p'])
  })
  test('integers became numbers', () => {
    expect(
      bodies(
        times(9, () => ({ p: 1 })),
        times(9, (i) => ({ p: i + 0.5 })),
      ),
    ).toEqual(['breaking response-property-type-changed response 200 $.p'.replace('changed', 'widened')])
  })
  test('null came up: a change where it should have before, less where it may be chance', () => {
    expect(
      bodies(
        times(50, () => ({ p: 'x y' })),
        times(50, (i) => ({ p: i < 25 ? null : 'x y' })),
      ),
    ).toEqual(['breaking response-property-became-nullable response 200 $.p'])
    expect(
      bodies(
        times(5, () => ({ p: 'x y' })),
        times(50, (i) => ({ p: i < 1 ? null : 'x y' })),
      ),
    ).toEqual(['warning response-property-became-nullable response 200 $.p'])
  })
  test('became optional', () => {
    expect(
      bodies(
        times(50, () => ({ a: 1, p: 1 })),
        times(50, (i) => (i < 25 ? { a: 1 } : { a: 1, p: 1 })),
      ),
    ).toEqual(['breaking response-property-became-optional response 200 $.p'])
  })
  test('bodies of errors weigh less', () => {
    const error = (body: object): SampleOperation => ({ operation: 'GET /a', responses: { 400: times(20, () => body) } })
    expect(diff([error({ a: 1, b: 1 })], [error({ a: 1 })])).toEqual(['warning response-required-property-removed response 400 $.b'])
  })
  test('the keys of a map are no properties', () => {
    const map = (from: number) => times(60, (i) => ({ totals: { [`1000${from + i}`]: 5, [`2000${from + i}`]: 7 } }))
    expect(bodies(map(0), map(500))).toEqual([])
  })
  test('statuses and media types', () => {
    const of = (statuses: Record<number, number>): SampleOperation => ({ operation: 'POST /a', statuses })
    expect(diff([of({ 200: 30 })], [of({ 201: 30 })])).toEqual([
      'breaking success-status-removed response 200',
      'info success-status-added response 201',
    ])
    expect(diff([of({ 200: 30 })], [of({ 200: 30, 503: 1 })])).toEqual(['info error-status-added response 503'])
    const typed = (mediaType: string): SampleOperation => ({
      operation: 'GET /a',
      mediaType,
      responses: { 200: times(20, () => ({ a: 1 })) },
    })
    expect(diff([typed('application/json')], [typed('application/hal+json')])).toEqual([
      'breaking response-media-type-removed response 200',
      'info response-media-type-added response 200',
    ])
  })
})

describe('requests', () => {
  test('a new property in every request demands; in some it does not', () => {
    expect(
      requests(
        times(40, () => ({ a: 1 })),
        times(40, () => ({ a: 1, b: 2 })),
      ),
    ).toEqual(['breaking request-property-required-added request.body $.b'])
    expect(
      requests(
        times(40, () => ({ a: 1 })),
        times(40, (i) => (i % 2 ? { a: 1 } : { a: 1, b: 2 })),
      ),
    ).toEqual(['info request-property-added request.body $.b'])
  })
  test('null in requests is only more widely accepted', () => {
    expect(
      requests(
        times(40, () => ({ a: 'x y' })),
        times(40, (i) => ({ a: i % 2 ? null : 'x y' })),
      ),
    ).toEqual(['info request-property-became-nullable request.body $.a'])
  })
  test('parameters', () => {
    const of = (parameters: Record<string, string[]>): SampleOperation => ({
      operation: 'GET /a',
      n: 40,
      statuses: { 200: 40 },
      parameters,
      clients: 3,
    })
    const all = times(40, (i) => String(i))
    expect(diff([of({})], [of({ 'query q': all })])).toEqual(['breaking request-parameter-required-added query q'])
    expect(diff([of({})], [of({ 'header x-new': all })])).toEqual(['info request-parameter-added header x-new'])
    expect(diff([of({ 'query q': all })], [of({})])).toEqual(['warning request-parameter-removed query q'])
    expect(diff([of({ 'query q': ['1'] })], [of({})])).toEqual([])
    expect(diff([of({ 'query q': ['1', '2'] })], [of({ 'query q': all })])).toEqual(['breaking request-parameter-became-required query q'])
    expect(diff([of({ 'query q': all })], [of({ 'query q': all.map((n) => `a b ${n}`) })])).toEqual([
      'info request-parameter-type-widened query q',
    ])
  })
})

describe('auth', () => {
  const of = (auth: Record<string, [number, number]>): SampleOperation => ({ operation: 'GET /a', auth })
  test('became required', () => {
    expect(diff([of({ none: [5, 5] })], [of({ none: [2, 0], bearer: [5, 5] })])).toEqual([
      'breaking auth-became-required auth',
      'info auth-scheme-added auth',
    ])
  })
  test('became optional', () => {
    expect(diff([of({ bearer: [5, 5], none: [3, 0] })], [of({ bearer: [5, 5], none: [1, 1] })])).toEqual([
      'warning auth-became-optional auth',
    ])
  })
  test('a scheme that is rare is not missed', () => {
    expect(diff([of({ bearer: [5, 5], basic: [1, 1] })], [of({ bearer: [5, 5] })])).toEqual([])
    expect(diff([of({ bearer: [50, 50], basic: [50, 50] })], [of({ bearer: [100, 100] })])).toEqual(['warning auth-scheme-removed auth'])
  })
})

test('deprecation that began to be announced', () => {
  expect(diff([{ operation: 'GET /a' }], [{ operation: 'GET /a', signals: { 'sunset-header': '2027-01-01' } }])).toEqual([
    'info operation-deprecated',
  ])
})

test('levels can be overridden, and rules left out', () => {
  const [base, head] = [inventory(BUSY), inventory(BUSY, { operation: 'GET /a' })]
  expect(diffInventories(base, head, { levels: { 'operation-added': 'breaking' } })).toMatchObject([{ level: 'breaking' }])
  expect(diffInventories(base, head, { levels: { 'operation-added': 'none' } })).toEqual([])
})

test('the most serious comes first', () => {
  const base = inventory(BUSY, { operation: 'GET /z', n: 40, statuses: { 200: 40 } })
  const head = inventory(BUSY, { operation: 'GET /a' })
  expect(diffInventories(base, head).map(({ level }) => level)).toEqual(['breaking', 'info'])
})

test('every rule is a sentence', () => {
  for (const [id, { summary }] of Object.entries(DIFF_RULES)) {
    expect(id).toMatch(/^[a-z-]+$/)
    expect(summary).toMatch(/^[A-Z].*\.$/)
  }
})

test('merges that the file recorded are told once a template, for neither run has the paths any more', () => {
  const inventory = sampleInventory({ 'shop.example': [{ operation: 'GET /users/{login}' }] })
  const record = {
    run: 2,
    service: 'shop.example',
    kind: 'merge' as const,
    from: null,
    fromKey: null,
    fromHash: 1,
    to: '/users/{login}',
    toKey: 'GET /users/{}',
    exchanges: 1,
    firstUs: 1,
    atUs: 2,
  }
  const records = [record, { ...record, fromHash: 2 }, { ...record, kind: 'split' as const }]
  expect(diffInventories(inventory, inventory, { records })).toMatchObject([
    {
      id: 'operation-merged',
      level: 'info',
      template: '/users/{login}',
      text: '2 paths that stood apart are part of GET /users/{login} now',
    },
  ])
  expect(diffInventories(inventory, inventory, { records, service: 'other.example' })).toEqual([])
})
