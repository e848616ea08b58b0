// The contract of every encapsulation in the table.

import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WRAPPER_EXAMPLES, type WrapperExample } from '../../../fixtures/build/wrapper-examples.ts'
import { ENCAPSULATIONS } from '../../../sensor/wire/encapsulations.ts'
import { cutTo, decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const onlyIpv6 = (name: string): boolean => name === 'teredo'

test('every encapsulation has an example', () => {
  const shown = new Set(Object.values(WRAPPER_EXAMPLES).flatMap((example) => example.labels.map((label) => label.replace(/:.*/, ''))))
  expect(ENCAPSULATIONS.map((encapsulation) => encapsulation.name).filter((name) => !shown.has(name))).toEqual([])
})

test('every encapsulation is named in the README', () => {
  const readme = readFileSync('sensor/README.md', 'utf8')
  expect(ENCAPSULATIONS.map((encapsulation) => encapsulation.name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('no number leads to two encapsulations', () => {
  for (const numbers of [
    ENCAPSULATIONS.flatMap((encapsulation) => encapsulation.etherTypes ?? []),
    ENCAPSULATIONS.flatMap((encapsulation) => encapsulation.ipProtocols ?? []),
    ENCAPSULATIONS.flatMap((encapsulation) => encapsulation.udpPorts ?? []),
  ])
    expect(new Set(numbers).size).toBe(numbers.length)
})

describe.each(Object.entries(WRAPPER_EXAMPLES))('%s', (name: string, { wrap, labels }: WrapperExample) => {
  const packet = helloPacket({ wrap, ipv6: onlyIpv6(name) })

  test('is taken off and shown', () => {
    const { segments, counters } = decodeOne(packet)
    expect(segments).toMatchObject([{ sourcePort: 40_000, payload: HELLO, payloadWireBytes: HELLO.length, labels }])
    expect(counters.get('decode.encapsulated')).toBe(1)
  })

  test('carries IPv6 too', () => {
    if (name === 'ah' || name === 'aruba') return
    const { segments } = decodeOne(helloPacket({ wrap, ipv6: true }))
    expect(segments).toMatchObject([{ payload: HELLO, labels }])
  })

  test('cut anywhere, the packet is handed on with its true length or counted once', () => {
    for (let length = 0; length < packet.bytes.length; length++) {
      const decoded = decodeOne(cutTo(packet, length))
      expect(decoded.segments.length + decoded.dropped).toBe(1)
      for (const segment of decoded.segments) {
        expect(segment.payloadWireBytes).toBe(HELLO.length)
        expect(HELLO.startsWith(segment.payload)).toBe(true)
      }
    }
  })

  test('with any bytes changed, it is handed on or counted once', () => {
    const change = fc.tuple(fc.nat({ max: packet.bytes.length - 1 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = packet.bytes.slice()
        for (const [at, value] of changes) bytes[at] = value
        const decoded = decodeOne({ ...packet, bytes })
        const fragments = decoded.counters.get('decode.fragments')
        expect(decoded.segments.length + decoded.dropped + Math.min(fragments, 1)).toBeGreaterThanOrEqual(1)
        expect(decoded.segments.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200 },
    )
  })
})
