// The queue against a map from offset to byte, under any mixture of bytes and known holes.

import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SegmentQueue } from '../../../reconstruct/tcp/segment-queue.ts'
import { TcpContext } from '../../../reconstruct/tcp/tcp-context.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const newContext = () =>
  new TcpContext({
    limits: DEFAULT_LIMITS,
    counters: new Counters(),
    openReader: () => {
      throw new Error('no reader')
    },
    encapsulation: () => [],
  })

let context = newContext()
let queue = new SegmentQueue(context)
beforeEach(() => {
  context = newContext()
  queue = new SegmentQueue(context)
})

const origin = { acknowledged: 0, timestampUs: 0, segmentStart: true, packet: 1 }
const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const insert = (from: number, value: string, more = {}) =>
  queue.insert(
    from,
    from + value.length,
    Uint8Array.from(`__${value}`, (char) => char.charCodeAt(0)),
    2,
    { ...origin, ...more },
  )
const insertHole = (from: number, to: number) => queue.insert(from, to, null, 0, origin)

/** Lines such as `3 abc`, `6 hole 2`. */
const shown = () =>
  queue.pieces.map(({ from, to, bytes }) => {
    if (bytes !== null) expect(bytes.length).toBe(to - from)
    return bytes === null ? `${from} hole ${to - from}` : `${from} ${latin1(bytes)}`
  })

describe('inserting', () => {
  test('keeps what is there and adds what is not', () => {
    insert(4, 'ef')
    insert(8, 'i')
    insert(2, 'cdXXghXj')
    expect(shown()).toEqual(['2 cd', '4 ef', '6 gh', '8 i', '9 j'])
    expect([queue.repeatedBytes, queue.conflictingBytes]).toEqual([3, 3])
  })

  test('bytes fill a known hole at its front, middle and end', () => {
    insertHole(0, 9)
    insert(4, 'e')
    insert(0, 'a')
    insert(8, 'i')
    expect(shown()).toEqual(['0 a', '1 hole 3', '4 e', '5 hole 3', '8 i'])
    expect(queue.repeatedBytes).toBe(0)
  })

  test('a known hole does not cover bytes', () => {
    insert(3, 'def')
    insertHole(1, 8)
    expect(shown()).toEqual(['1 hole 2', '3 def', '6 hole 2'])
  })

  test('only the first piece of a segment is its start, and each keeps what its own segment said', () => {
    insert(2, 'c', { acknowledged: 5, packet: 7 })
    insert(1, 'bcd', { acknowledged: 9, packet: 8 })
    expect(queue.pieces.map(({ segmentStart, acknowledged, packet }) => [segmentStart, acknowledged, packet])).toEqual([
      [true, 9, 8],
      [true, 5, 7],
      [false, 9, 8],
    ])
  })

  test('copies: the packet may be overwritten', () => {
    const packet = Uint8Array.from([1, 2, 3])
    queue.insert(0, 3, packet, 0, origin)
    packet.fill(9)
    expect(queue.pieces[0]?.bytes).toEqual(Uint8Array.from([1, 2, 3]))
  })
})

test('bytes before or behind an offset can be dropped, pieces cut in two', () => {
  insert(0, 'abc')
  insert(5, 'fgh')
  insertHole(8, 12)
  expect(queue.dropFrom(6)).toBe(2)
  expect(shown()).toEqual(['0 abc', '5 f'])
  expect(queue.dropBefore(1)).toBe(1)
  expect(shown()).toEqual(['1 bc', '5 f'])
  expect(queue.pieces[0]?.segmentStart).toBe(false)
})

test('any mixture holds the first copy of each byte, sorted and accounted for', () => {
  const anyStep = fc.record({
    from: fc.nat(60),
    length: fc.integer({ min: 1, max: 20 }),
    letter: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('bytes', 'bytes', 'bytes', 'hole', 'dropFrom', 'dropBefore', 'removeFirst'),
  })
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      context = newContext()
      queue = new SegmentQueue(context)
      const model = new Map<number, string>()
      for (const { from, length, letter, kind } of steps) {
        const to = from + length
        if (kind === 'bytes') {
          const old = [...model].filter(([at, byte]) => at >= from && at < to && byte !== 'hole')
          insert(from, letter.repeat(length))
          expect(queue.repeatedBytes).toBe(old.length)
          expect(queue.conflictingBytes).toBe(old.filter(([, byte]) => byte !== letter).length)
          for (let at = from; at < to; at++) if ((model.get(at) ?? 'hole') === 'hole') model.set(at, letter)
        } else if (kind === 'hole') {
          insertHole(from, to)
          for (let at = from; at < to; at++) if (!model.has(at)) model.set(at, 'hole')
        } else if (kind === 'removeFirst' && queue.pieces.length > 0) {
          const piece = queue.removeFirst()
          for (let at = piece.from; at < piece.to; at++) model.delete(at)
        } else if (kind === 'dropFrom' || kind === 'dropBefore') {
          const gone = [...model].filter(([at]) => (kind === 'dropFrom' ? at >= from : at < from))
          const dropped = kind === 'dropFrom' ? queue.dropFrom(from) : queue.dropBefore(from)
          expect(dropped).toBe(gone.filter(([, byte]) => byte !== 'hole').length)
          for (const [at] of gone) model.delete(at)
        }
      }
      const held = new Map<number, string>()
      let end = -1
      for (const { from, to, bytes } of queue.pieces) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
        for (let at = from; at < to; at++) held.set(at, bytes === null ? 'hole' : latin1(bytes.subarray(at - from, at - from + 1)))
      }
      expect(held).toEqual(new Map([...model].sort((a, b) => a[0] - b[0])))
      const bytes = [...model.values()].filter((byte) => byte !== 'hole').length
      expect([queue.bytes, context.queuedBytes]).toEqual([bytes, bytes])
      while (queue.pieces.length > 0) queue.removeFirst()
      expect([queue.cost, context.queuedCost, context.queuedBytes]).toEqual([0, 0, 0])
    }),
    { numRuns: 500 },
  )
})
