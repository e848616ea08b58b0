import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBytes } from '../../../fixtures/build/byte-writer.ts'
import { type BuilderOptions, CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { CaptureParser, isCaptureMagic } from '../../../sensor/source/capture-parser.ts'
import { parseCapture } from '../../support/parse-capture.ts'

const FORMATS: readonly (readonly [string, BuilderOptions])[] = [
  ['pcap', {}],
  ['pcap, big-endian nanoseconds', { bigEndian: true, precision: 'ns' }],
  ['pcap, modified', { modified: true }],
  ['pcapng', { format: 'pcapng' }],
  ['pcapng, big-endian', { format: 'pcapng', bigEndian: true }],
]

function capture(options: BuilderOptions): Uint8Array {
  const builder = new CaptureBuilder(options)
  builder.connection().handshake().request('GET / HTTP/1.1\r\n\r\n').respond('HTTP/1.1 204 No\r\n\r\n')
  return builder.bytes()
}

describe.each(FORMATS)('%s', (_, options) => {
  const bytes = capture(options)
  const whole = parseCapture(bytes)

  test('is recognised', () => {
    expect(isCaptureMagic(bytes, 0)).toBe(true)
    expect(whole.packets).toHaveLength(7)
    expect(whole.counters.get('capture.file-truncated')).toBe(0)
  })

  test('cut into pieces of any size, the packets are the same', () => {
    for (let piece = 1; piece < 80; piece++) expect(parseCapture(bytes, piece)).toEqual(whole)
  })

  test('cut short at any byte, it yields a prefix of its packets, and says so unless the cut is between records', () => {
    for (let length = 4; length < bytes.length; length++) {
      const { packets, counters, state } = parseCapture(bytes.subarray(0, length))
      expect(packets).toEqual(whole.packets.slice(0, packets.length))
      expect(state).toBe('reading')
      const next = parseCapture(bytes.subarray(0, length + 1)).packets.length
      if (next > packets.length) expect(counters.get('capture.file-truncated')).toBe(1)
    }
  })

  test('with any bytes changed behind the magic, nothing is thrown, and pieces of any size give the same', () => {
    const change = fc.tuple(fc.integer({ min: 4, max: bytes.length - 1 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 200 }), (changes, piece) => {
        const odd = bytes.slice()
        for (const [at, value] of changes) odd[at] = value
        expect(parseCapture(odd, piece)).toEqual(parseCapture(odd))
      }),
      { numRuns: 300 },
    )
  })
})

test('packets lie in a plain array, also when a Buffer was given: its slice copies', () => {
  const seen: string[] = []
  const sink = { packet: (bytes: Uint8Array) => void seen.push(bytes.constructor.name) }
  new CaptureParser(sink, new Counters()).push(Buffer.from(capture({})), 0, 300)
  expect(new Set(seen)).toEqual(new Set(['Uint8Array']))
})

test('text and garbage are no capture; nothing is counted', () => {
  for (const bytes of [toBytes('GET / HTTP/1.1\r\n\r\n'), new Uint8Array(1000), toBytes('PK\u0003\u0004')]) {
    const { packets, counters, state } = parseCapture(bytes)
    expect({ packets, counts: counters.toRecord(), state }).toEqual({ packets: [], counts: {}, state: 'failed' })
  }
})

test('fewer than four bytes are not known yet', () => {
  expect(parseCapture(new Uint8Array(3)).state).toBe('unknown')
})

test('arbitrary bytes are never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...FORMATS), (junk, [, options]) => {
      parseCapture(junk)
      const head = capture(options).subarray(0, 48)
      parseCapture(Uint8Array.from([...head, ...junk]), 7)
    }),
    { numRuns: 500 },
  )
})
