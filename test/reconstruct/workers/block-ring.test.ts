import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RingReader, RingWriter, ringMemory } from '../../../reconstruct/workers/block-ring.ts'

const RING = 1024

/** Records of some length, each filled with its number. */
function put(writer: RingWriter, bytes: number, number: number): void {
  const at = writer.reserve(bytes)
  expect(at % 8).toBe(0)
  expect(at + bytes).toBeLessThanOrEqual(writer.area.bytes.length)
  writer.area.words[at >> 2] = bytes
  writer.area.bytes.fill(number & 0xff, at + 4, at + bytes)
  writer.commit(bytes)
}

function takeAll(reader: RingReader, into: [bytes: number, number: number][]): number {
  let blocks = 0
  for (let block = reader.take(); block !== null; block = reader.take(), blocks++) {
    for (let at = block.start; at < block.end; ) {
      const bytes = block.area.words[at >> 2]!
      const number = block.area.bytes[at + 4]!
      expect(block.area.bytes.subarray(at + 4, at + bytes).every((byte) => byte === number)).toBe(true)
      into.push([bytes, number])
      at += bytes
    }
  }
  return blocks
}

test('what goes in comes out, in order, round and round, whatever the sizes and whenever the reader comes', () => {
  const sizes = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 62 }).map((words) => words * 8), act: fc.nat(9) }), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(sizes, fc.constantFrom(8, 64, 200, 400), (records, blockBytes) => {
      const memory = ringMemory(RING)
      const reader = new RingReader(memory)
      const out: [number, number][] = []
      let waits = 0
      const wait = (_: Int32Array, __: number, ___: number) => {
        // a wait without anything to take would last for ever
        expect(takeAll(reader, out)).toBeGreaterThan(0)
        waits++
      }
      const writer = new RingWriter(memory, { wait, blockBytes })
      records.forEach(({ bytes, act }, number) => {
        put(writer, bytes, number)
        if (act === 0) writer.handOver()
        if (act === 1) takeAll(reader, out)
      })
      writer.handOver()
      takeAll(reader, out)
      expect(out).toEqual(records.map(({ bytes }, number) => [bytes, number & 0xff]))
      expect(waits).toBeLessThanOrEqual(records.length)
    }),
  )
})

test('a block is handed over when it is full, and before that only when somebody says so', () => {
  const memory = ringMemory(RING)
  const [writer, reader] = [new RingWriter(memory, { wait: () => expect.fail('there is room'), blockBytes: 128 }), new RingReader(memory)]
  const out: [number, number][] = []
  put(writer, 64, 1)
  expect(takeAll(reader, out)).toBe(0)
  put(writer, 64, 2)
  expect(takeAll(reader, out)).toBe(1)
  put(writer, 8, 3)
  writer.handOver()
  writer.handOver()
  expect(takeAll(reader, out)).toBe(1)
  expect(out).toEqual([
    [64, 1],
    [64, 2],
    [8, 3],
  ])
})

test('a record larger than a block is a block of its own; one larger than half the ring is a fault of ours', () => {
  const memory = ringMemory(RING)
  const [writer, reader] = [new RingWriter(memory, { wait: () => {}, blockBytes: 64 }), new RingReader(memory)]
  put(writer, RING / 2 - 8, 9)
  expect(takeAll(reader, [])).toBe(1)
  expect(() => writer.reserve(RING / 2)).toThrow(/half the ring/)
})
