import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estimateMarked } from '../../../inventory/learn/class-marks.ts'
import { decodeConsumer, encodeConsumer, foldConsumer, mergeConsumer } from '../../../inventory/learn/consumer-evidence.ts'
import type { Consumer } from '../../../inventory/model.ts'
import type { Observation } from '../../../inventory/observe/observation.ts'
import { observe } from './build-observation.ts'

const KEY = 'address:10.0.0.7'
const body = (bodyBytes: number) => ({ mediaType: '', bodyBytes, truncated: false, keyHashes: [], tape: null })
const folded = (list: readonly Observation[], key = KEY): Map<string, Consumer> => {
  const into = new Map<string, Consumer>()
  for (const each of list) foldConsumer(into, key, each)
  return into
}

it('counts refusals and bytes, and marks the objects that were given', () => {
  const consumer = folded([
    observe('GET /a/1', { objectClass: 1, responseBody: body(40) }),
    observe('GET /a/9', { objectClass: 9, responseBody: body(2) }),
    observe('GET /a/3', { objectClass: 3, status: 403 }),
  ]).get(KEY)
  expect(consumer).toMatchObject({ n: 3, refused: 1, bytes: 42 })
  expect(consumer?.objects?.slice(0, 2)).toEqual([0b10_0000_0010, 0])
})

it('keeps a bounded number of names of bodies: those with the smallest hashes, and how many bodies there were', () => {
  const requestBody = (from: number) => ({ ...body(7), keyHashes: Array.from({ length: 24 }, (_, i) => 1000 - from - i) })
  const sent = folded(Array.from({ length: 40 }, (_, i) => observe('POST /a', { status: 200, requestBody: requestBody(i * 20) })))
  const { fields } = sent.get(KEY)!
  expect(fields!.size).toBe(48)
  expect(fields!.get(0)).toBe(40)
  expect(fields!.has(1000 - 39 * 20 - 23)).toBe(true)
  expect(folded([observe('POST /a', { status: 422, requestBody: requestBody(0) })]).get(KEY)).not.toHaveProperty('fields')
})

it('a product has no objects: it is many callers', () => {
  expect(folded([observe('GET /a/1', { objectClass: 1 })], 'agent:curl/8').get('agent:curl/8')).not.toHaveProperty('objects')
})

const observations = fc.array(
  fc
    .record({
      status: fc.constantFrom(200, 403, 404, 0),
      startedUs: fc.integer({ min: 1, max: 9 }),
      objectClass: fc.integer({ min: 0, max: 255 }),
      fields: fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 24 }),
    })
    .map(({ fields, ...described }) =>
      observe('GET /a', { ...described, endedUs: 10, requestBody: { ...body(7), keyHashes: fields }, responseBody: body(7) }),
    ),
)

it('adds up in any order to what one caller would have seen', () => {
  fc.assert(
    fc.property(observations, observations, (a, b) => {
      const [there, back] = [folded(a), folded(b)]
      for (const consumer of folded(b).values()) mergeConsumer(there, consumer)
      for (const consumer of folded(a).values()) mergeConsumer(back, consumer)
      expect(there).toEqual(folded([...a, ...b]))
      expect(back).toEqual(there)
    }),
  )
})

it('comes back from its plain form, and from that of earlier versions', () => {
  fc.assert(
    fc.property(observations, (list) => {
      for (const consumer of folded(list).values()) expect(decodeConsumer(encodeConsumer(consumer))).toEqual(consumer)
    }),
  )
  expect(decodeConsumer(['address:10.0.0.1', 2, 1, 5])).toEqual({ key: 'address:10.0.0.1', n: 2, firstUs: 1, lastUs: 5 })
})

it('shares nothing with what was added', () => {
  const from = folded([observe('GET /a/1', { objectClass: 1 })])
  const into = new Map<string, Consumer>()
  for (const consumer of from.values()) mergeConsumer(into, consumer)
  foldConsumer(into, KEY, observe('GET /a/2', { objectClass: 2 }))
  expect(from.get(KEY)?.objects?.[0]).toBe(0b10)
})

it('tells about how many paths were asked for in vain', () => {
  const missed = (n: number) => folded(Array.from({ length: n }, (_, i) => observe(`GET /try${i}.php`, { status: 404 }))).get(KEY)?.missed
  expect(estimateMarked(missed(1)!)).toBe(1)
  expect(Math.abs(estimateMarked(missed(40)!) - 40)).toBeLessThan(10)
  expect(estimateMarked(missed(3000)!)).toBeGreaterThan(700)
})

it('tells in which ways an address called, and of no product', () => {
  const call = observe('POST /a', { status: 202, requestBody: { ...body(7), mediaType: 'application/json' } })
  expect(folded([call, call]).get(KEY)?.ways).toEqual(
    new Map([
      ['type:application/json', 2],
      ['status:202', 2],
    ]),
  )
  expect(folded([call], 'agent:curl/8').get('agent:curl/8')).not.toHaveProperty('ways')
})

it('keeps ways within a bound, whatever a caller invents', () => {
  const calls = Array.from({ length: 300 }, (_, at) =>
    observe('GET /a', { query: [{ name: `q${at}`, scalar: observe('GET /1').segments[0]!.scalar }] }),
  )
  expect(folded(calls).get(KEY)?.ways?.size).toBeLessThanOrEqual(64)
})
