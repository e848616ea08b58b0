import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type WrittenPacket, writePcap, writePcapng } from '../../../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { type MergeCapturesOptions, mergeCaptures } from '../../../sensor/source/merge-captures.ts'
import { scratchFolder } from '../../support/inventory-files.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const folder = scratchFolder('merge')

const builder = new CaptureBuilder()
for (let at = 0; at < 60; at++)
  builder
    .connection({ clientPort: 40_000 + at, mss: 200 })
    .handshake()
    .request(`${at}`.repeat(1500))
    .close()
const PACKETS = builder.packets
const WHOLE = PACKETS.map((packet) => Buffer.from(packet.bytes).toString('hex'))

function file(
  name: string,
  packets: readonly WrittenPacket[],
  write: (packets: readonly WrittenPacket[]) => Uint8Array = writePcap,
): string {
  const path = join(folder, name)
  writeFileSync(path, write(packets))
  return path
}

async function read(paths: readonly string[], options: Partial<MergeCapturesOptions> = {}) {
  const recorder = new PacketRecorder()
  const refused: string[] = []
  const counters = new Counters()
  const count = await mergeCaptures(paths, recorder, { counters, onRefused: (_, error) => void refused.push(error.message), ...options })
  return { count, refused, counters, packets: recorder.packets, hex: recorder.packets.map((packet) => packet.hex) }
}

const parts = (count: number, partOf: (at: number) => number): WrittenPacket[][] =>
  Array.from({ length: count }, (_, part) => PACKETS.filter((_, at) => partOf(at) === part))

test('any split of a capture over files, plain or compressed, named in any order, is the capture', async () => {
  const writers = [writePcap, writePcapng, (packets: readonly WrittenPacket[]) => gzipSync(writePcap(packets))]
  const split = fc.record({
    of: fc.array(fc.nat(4), { minLength: PACKETS.length, maxLength: PACKETS.length }),
    formats: fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
    chunk: fc.constantFrom(100, 5000, DEFAULT_LIMITS.readChunkBytes),
    openCaptures: fc.constantFrom(5, 128),
  })
  await fc.assert(
    fc.asyncProperty(split, async ({ of, formats, order, chunk, openCaptures }) => {
      const files = parts(5, (at) => of[at] as number).map((packets, part) =>
        file(`part-${part}`, packets, writers[formats[part] as number]),
      )
      const limits = { ...DEFAULT_LIMITS, readChunkBytes: chunk, openCaptures }
      const { hex, count } = await read(
        order.map((part) => files[part] as string),
        { limits },
      )
      expect(hex).toEqual(WHOLE)
      expect(count).toBe(5)
    }),
    { numRuns: 40 },
  )
})

test('packets of one time come in the order of the names, however the files were named', async () => {
  const [first, second] = [
    file('same-2.pcap', [PACKETS[0] as WrittenPacket]),
    file('same-10.pcap', [{ ...(PACKETS[1] as WrittenPacket), timestampUs: PACKETS[0]?.timestampUs as number }]),
  ]
  for (const paths of [
    [first, second],
    [second, first],
  ])
    expect((await read(paths)).hex).toEqual(WHOLE.slice(0, 2))
})

test('interface numbers of different files differ', async () => {
  const files = parts(3, (at) => at % 3).map((packets, part) => file(`interface-${part}.pcapng`, packets, writePcapng))
  const { packets } = await read(files)
  expect(new Set(packets.map((packet) => packet.interfaceId)).size).toBe(3)
})

describe('many files', () => {
  const FILES = 200
  const ring = parts(FILES, (at) => Math.floor((at * FILES) / PACKETS.length)).map((packets, part) => file(`ring.pcap${part}`, packets))
  const openDescriptors = () => readdirSync('/proc/self/fd').length

  test.runIf(process.platform === 'linux')('a ring is read in order, and never are two of its files open', async () => {
    const before = openDescriptors()
    let most = 0
    const { hex, count } = await read([...ring].reverse(), {
      onProgress: () => {
        most = Math.max(most, openDescriptors() - before)
      },
    })
    expect(hex).toEqual(WHOLE)
    expect(count).toBe(FILES)
    expect(most).toBeLessThanOrEqual(2)
  })

  test('captures of the same time beyond the limit wait until others have been read; no packet is lost', async () => {
    const files = parts(20, (at) => at % 20).map((packets, part) => file(`wide-${part}.pcap`, packets))
    const { hex, count } = await read(files, { limits: { ...DEFAULT_LIMITS, openCaptures: 4 } })
    expect(hex.toSorted()).toEqual(WHOLE.toSorted())
    expect(count).toBe(20)
  })
})

test('a broken or missing file costs only itself', async () => {
  const half = parts(2, (at) => at % 2).map((packets, part) => file(`half-${part}.pcap`, packets))
  const text = join(folder, 'text.pcap')
  writeFileSync(text, 'hello there, this is no capture')
  const empty = join(folder, 'empty.pcap')
  writeFileSync(empty, '')
  const { hex, count, refused } = await read([join(folder, 'none.pcap'), text, ...half, empty])
  expect(hex).toEqual(WHOLE)
  expect(count).toBe(2)
  expect(refused.map((message) => message.replace(/^.*\//, ''))).toEqual([
    'empty.pcap is empty',
    'none.pcap',
    'text.pcap is not a capture file',
  ])
})

test('a capture cut short gives what it holds', async () => {
  const [even, odd] = parts(2, (at) => at % 2).map((packets) => writePcap(packets)) as [Uint8Array, Uint8Array]
  const paths = [join(folder, 'cut-0.pcap'), join(folder, 'cut-1.pcap')] as const
  writeFileSync(paths[0], even.subarray(0, -3))
  writeFileSync(paths[1], gzipSync(odd).subarray(0, -100))
  const { packets, counters, refused } = await read(paths)
  expect(refused).toEqual([])
  expect(counters.get('capture.file-truncated')).toBe(2)
  expect(packets.length).toBeGreaterThan(PACKETS.length / 2)
  expect(packets.map((packet) => packet.timestampUs)).toEqual(packets.map((packet) => packet.timestampUs).toSorted((a, b) => a - b))
})

test('the signal ends the reading, and progress counts the bytes of all files', async () => {
  const files = parts(40, (at) => at % 40).map((packets, part) => file(`progress-${part}.pcap`, packets))
  const seen: number[] = []
  const whole = await read(files, { onProgress: (bytes) => void seen.push(bytes) })
  expect(seen.at(-1)).toBe(24 * 40 + PACKETS.reduce((sum, packet) => sum + 16 + packet.bytes.length, 0))
  const stop = new AbortController()
  const { packets } = await read(files, { signal: stop.signal, onProgress: () => stop.abort() })
  expect(packets.length).toBeLessThan(whole.packets.length)
})
