// Properties of a rebuilt stream, against the simplest model there is: a map from offset to byte.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text, Wire } from './tcp-harness.ts'

/** Initial sequence numbers: anywhere, but mostly such that the stream wraps at 2^32. */
const anyStart = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 2 ** 32 - 60, max: 2 ** 32 - 1 }))

/** The stream of bytes that all segments are taken from. */
const contentOf = (length: number) => Array.from({ length }, (_, index) => String.fromCharCode(97 + ((index * 7) % 26))).join('')

interface Piece {
  readonly from: number
  readonly to: number
}

/** Pieces that cover [0, length) without overlap. */
const anyCut = (length: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: length - 1 }), { maxLength: 20 }).map((cuts): Piece[] => {
    const at = [0, ...cuts.sort((a, b) => a - b), length]
    return at.slice(1).map((to, index) => ({ from: at[index] as number, to }))
  })

const anyStream = fc.integer({ min: 2, max: 200 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    pieces: anyCut(length),
    extra: fc.array(
      fc
        .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 40 }))
        .map(([from, size]): Piece => ({ from, to: Math.min(length, from + size) })),
      { maxLength: 8 },
    ),
  }),
)

describe('whatever the network does within the reorder window', () => {
  test('cutting, reordering, duplicates and overlaps give the same stream, and no gap', () => {
    fc.assert(
      fc.property(
        anyStream.chain((stream) =>
          fc.record({
            stream: fc.constant(stream),
            order: fc.shuffledSubarray([...stream.pieces, ...stream.extra], { minLength: stream.pieces.length + stream.extra.length }),
          }),
        ),
        anyStart,
        fc.boolean(),
        ({ stream, order }, clientStart, withHandshake) => {
          const content = contentOf(stream.length)
          const wire = new Wire({ clientStart })
          if (withHandshake) wire.handshake()
          for (const piece of order) wire.client(piece.from, content.slice(piece.from, piece.to))
          wire.wait(400_000).send({ from: 'server', seq: 0, ack: stream.length }).finish()
          expect(wire.readers[0]?.stream(0)).toBe(content)
          expect(wire.get('tcp.gaps')).toBe(0)
          expect(wire.get('tcp.overlap-conflicts')).toBe(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('both directions together: a request is told before the response that acknowledges it', () => {
    const anyExchanges = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        anyExchanges,
        fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 16, maxLength: 16 }),
        anyStart,
        (exchanges, delays, start) => {
          const wire = new Wire({ clientStart: start, serverStart: (start * 3 + 17) % 2 ** 32 }).handshake()
          const packets: { rank: number; send: () => void }[] = []
          let asked = 0
          let answered = 0
          exchanges.forEach(([request, response], index) => {
            const [askedBefore, answeredBefore] = [asked, answered]
            asked += request
            answered += response
            const askedAfter = asked
            packets.push({
              rank: index * 2 + (delays[index * 2] as number),
              send: () => wire.client(askedBefore, 'q'.repeat(request), answeredBefore),
            })
            packets.push({
              rank: index * 2 + 1 + (delays[index * 2 + 1] as number),
              send: () => wire.server(answeredBefore, 'r'.repeat(response), askedAfter),
            })
          })
          for (const packet of packets.sort((a, b) => a.rank - b.rank)) packet.send()
          wire.finish()
          const told = wire.lines.filter((line) => !line.startsWith('end')).map((line) => line[0])
          expect(told.join('')).toBe('><'.repeat(exchanges.length))
          expect(wire.get('tcp.gaps')).toBe(0)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('whatever is lost', () => {
  test('gaps are exactly what is missing; no byte is invented, moved or told twice', () => {
    fc.assert(
      fc.property(
        anyStream.chain((stream) =>
          fc.record({ stream: fc.constant(stream), kept: fc.shuffledSubarray([...stream.pieces, ...stream.extra], { minLength: 1 }) }),
        ),
        anyStart,
        fc.integer({ min: 0, max: 6_000_000 }),
        ({ stream, kept }, clientStart, at) => {
          const content = contentOf(stream.length)
          const wire = new Wire({ clientStart }).handshake()
          for (const piece of kept) wire.client(piece.from, content.slice(piece.from, piece.to), 0, { at: Math.floor(at / kept.length) })
          wire.send({ from: 'server', seq: 0, ack: stream.length }).finish()
          const reader = wire.readers[0]
          for (const [offset, byte] of reader?.bytes[0] ?? []) expect(String.fromCharCode(byte)).toBe(content[offset])
          const told = (reader?.bytes[0].size ?? 0) + (reader?.gapBytes[0] ?? 0)
          const unseenTail = stream.length - 1 === Math.max(...kept.map((piece) => piece.to)) ? 1 : 0
          expect(told).toBe(stream.length - unseenTail)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('what is captured truncated is told as far as it goes, the rest as gap', () => {
    fc.assert(
      fc.property(anyStream, fc.integer({ min: 0, max: 12 }), ({ length, pieces }, snap) => {
        const content = contentOf(length)
        const wire = new Wire().handshake()
        for (const { from, to } of pieces)
          wire.client(from, content.slice(from, Math.min(to, from + snap)), 0, { cut: Math.max(0, to - from - snap) })
        wire.finish()
        const kept = pieces.reduce((sum, { from, to }) => sum + Math.min(snap, to - from), 0)
        expect(wire.readers[0]?.bytes[0].size).toBe(kept)
        expect(wire.get('tcp.gap-bytes-truncated')).toBe(length - kept)
      }),
      { numRuns: 150 },
    )
  })
})

describe('whatever is sent', () => {
  test('no sequence of segments breaks the account or the order of offsets', () => {
    const anySegment = fc.record({
      from: fc.constantFrom('client' as const, 'server' as const),
      seq: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -5, max: 60 }) },
        { weight: 1, arbitrary: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }) },
      ),
      ack: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -5, max: 60 }) },
        { weight: 1, arbitrary: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }) },
      ),
      flags: fc.constantFrom('A', 'A', 'A', 'A', 'A', '', 'S', 'SA', 'FA', 'F', 'R', 'RA', 'SF', 'UA'),
      data: fc.string({ maxLength: 12 }).map(text),
      cut: fc.constantFrom(0, 0, 0, 3),
      at: fc.constantFrom(0, 1000, 1000, 200_000, 6_000_000, 70_000_000, -3000, -4000_000_000),
    })
    const limits = { outOfOrderBytes: 40, outOfOrderSegments: 6, outOfOrderTotalBytes: 3000, flows: 2, outOfRangeSegments: 3 }
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 60 }), anyStart, (segments, clientStart) => {
        const wire = new Wire({ clientStart, limits })
        for (const segment of segments) {
          wire.send({ ...segment, port: 40_000 + (segment.data.length % 3) })
          wire.account()
        }
        wire.finish()
        expect(wire.table.size).toBe(0)
        expect(wire.table.queuedBytes).toBe(0)
        for (const reader of wire.readers) expect(reader.ended).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})

test('offsets go on behind 4 GiB', () => {
  const wire = new Wire().handshake()
  const chunk = new Uint8Array(1)
  let at = 0
  for (let index = 0; index < 20; index++) {
    wire.client(at, chunk, 0, { cut: 2 ** 28 - 1 })
    at += 2 ** 28
  }
  wire.client(at, 'end')
  expect(wire.take().at(-1)).toBe(`> ${20 * 2 ** 28} end (0)`)
  wire.finish()
})
