import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Learner } from '../../../inventory/learn/learner.ts'
import { foldNameTrials } from '../../../inventory/learn/name-trials.ts'
import type { Service } from '../../../inventory/model.ts'
import { type SampleOperation, sampleInventory, segmentsOf } from '../../support/sample-inventory.ts'
import { observe } from './build-observation.ts'

const ADDRESS = '10.0.0.1:80'
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `v${i}.example`)

/** Each of `names` with operations of its own, at one address; all calls are from one caller. */
function services(of: readonly string[], operations: (name: string, i: number) => SampleOperation[]): Map<string, Service> {
  const made = sampleInventory(Object.fromEntries(of.map((name, i) => [name, operations(name, i)]))).services
  for (const service of made.values()) service.addresses = new Map([[ADDRESS, 1]])
  return made
}
const fold = (all: ReadonlyMap<string, Service>, known: readonly string[] = []) => [
  ...foldNameTrials(all, (name) => known.includes(name)).keys(),
]

/** The page of a server that answers any name. */
const page = (name: string): SampleOperation => ({
  operation: 'GET /',
  responses: { 200: [{ status: 'ok', app: 'default', build: 7, host: name }] },
})

test('names that are all answered by one page are one service at its address, with the names as its hosts', () => {
  const all = services(names(200), (name) => [page(name)])
  const folded = foldNameTrials(all, () => false)
  expect([...folded.keys()]).toEqual([ADDRESS])
  expect(folded.get(ADDRESS)).toMatchObject({ name: ADDRESS, seen: { n: 200 } })
  expect(folded.get(ADDRESS)?.hosts.size).toBe(200)
  expect(all.size).toBe(200)
})

test('whatever was asked for; and refusals are answers, too', () => {
  const paths = ['/', '/admin', '/login']
  expect(fold(services(names(20), (name) => paths.map((path) => ({ ...page(name), operation: `GET ${path}` }))))).toEqual([ADDRESS])
  expect(fold(services(names(20), () => [{ operation: 'GET /', tier: 'guarded', statuses: { 401: 1 } }]))).toEqual([ADDRESS])
})

test('tenants of one API, each with its own data, are services', () => {
  const tenant = (_: string, i: number): SampleOperation[] => [
    { operation: 'GET /orders', responses: { 200: [[{ id: 100 + i, total: 7 * i, customer: `c${i}`, currency: 'EUR' }]] } },
  ]
  expect(fold(services(names(50), tenant))).toHaveLength(50)
})

test('names that are used, by several callers or again and again, are services', () => {
  expect(fold(services(names(20), (name) => [{ ...page(name), clients: 2 }]))).toHaveLength(20)
  expect(fold(services(names(20), (name) => [{ ...page(name), n: 9 }]))).toHaveLength(20)
})

test('so are few names, names that answer in different ways, known ones, and those that a monitor asks for their health', () => {
  expect(fold(services(names(9), (name) => [page(name)]))).toHaveLength(9)
  expect(fold(services(names(20), (_, i) => [{ operation: 'GET /', responses: { 200: [{ [`own${i}`]: 1 }] } }]))).toHaveLength(20)
  expect(
    fold(
      services(names(20), (name) => [page(name)]),
      ['v3.example', 'v4.example'],
    ),
  ).toEqual([ADDRESS, 'v3.example', 'v4.example'])
  expect(fold(services(names(20), (name) => [{ ...page(name), operation: 'GET /actuator/health' }]))).toHaveLength(20)
  expect(fold(services(names(20), () => [{ operation: 'GET /', tier: 'one-sided', statuses: {} }]))).toHaveLength(20)
})

test('what is called by the address already is kept with it', () => {
  const all = services(names(20), (name) => [page(name)])
  const [bare] = services([ADDRESS], () => [{ operation: 'GET /orders', n: 5 }]).values()
  all.set(ADDRESS, bare as Service)
  const folded = foldNameTrials(all, () => false)
  expect([...(folded.get(ADDRESS)?.operations.keys() ?? [])].sort()).toEqual(['GET /', 'GET /orders'])
  expect(bare?.operations.size).toBe(1)
  expect(segmentsOf('/')).toEqual([])
})

test('neither order nor halves that are merged show', () => {
  const lines = [
    ...names(12).map((host) => observe('GET /', { host, keys: ['.status'] })),
    ...names(3).map((host) => observe('GET /orders', { host: `shop-${host}`, keys: ['.id'], consumers: ['address:10.0.0.8'] })),
    observe('GET /items', { host: '', keys: ['.id'] }),
  ]
  const facts = (learner: Learner) =>
    [...learner.finalise().services.values()].map(({ name, seen, hosts, operations }) => [
      name,
      seen,
      [...hosts].sort(),
      [...operations].map(([key, one]) => [key, one.seen.n]).sort(),
    ])
  const learn = (some: typeof lines) => {
    const learner = new Learner()
    for (const line of some) learner.add(line)
    return learner
  }
  const expected = facts(learn(lines))
  expect(expected.map(([name]) => name)).toEqual([ADDRESS, ...names(3).map((name) => `shop-${name}`)])
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), fc.nat(lines.length), (mixed, cut) => {
      const one = learn(mixed.slice(0, cut))
      one.merge(learn(mixed.slice(cut)))
      expect(facts(one)).toEqual(expected)
      expect(facts(Learner.decode(one.encode()))).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})
