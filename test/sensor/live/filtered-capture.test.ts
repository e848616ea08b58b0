import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { CaptureParser, filteredCapture } from '../../../sensor/index.ts'
import { captureOf, hasTool, keepingSink, someFrames } from '../../support/veth-pair.ts'

const able = hasTool('tcpdump')
if (!able) console.warn('tests of the filter on replay are skipped: tcpdump is not installed')

const folder = mkdtempSync(join(tmpdir(), 'earshot-filter-'))
const at = (name: string): string => join(folder, name)
const frames = someFrames(2000, 0x0a0b0c0d)
const capture = captureOf(frames)
/** The low byte of the number that each frame carries. */
const FILTER = 'ether[21] = 7'
const expected = frames.filter((_, index) => (index & 0xff) === 7)

beforeAll(() => {
  writeFileSync(at('plain.pcap'), capture)
  writeFileSync(at('packed.pcap.gz'), gzipSync(capture))
  writeFileSync(at('cut.pcap'), capture.subarray(0, capture.length - 3))
  writeFileSync(at('text.pcap'), 'this is no capture, only a text that is long enough to be one\n')
  writeFileSync(at('empty.pcap'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function packetsOf(path: string, filter: string, stdin?: Readable): Promise<Uint8Array[]> {
  const filtered = await filteredCapture(path, filter, stdin)
  const pieces: Uint8Array[] = []
  for await (const piece of filtered.stream) pieces.push(piece as Uint8Array)
  await filtered.done
  const sink = keepingSink()
  const bytes = Buffer.concat(pieces)
  expect(new CaptureParser(sink, new Counters()).push(bytes, 0, bytes.length)).toBe(bytes.length)
  return sink.frames
}

describe.skipIf(!able)('a filter on replay', () => {
  test.each(['plain.pcap', 'packed.pcap.gz', 'cut.pcap'])('lets through what matches: %s', async (name) => {
    const packets = await packetsOf(at(name), FILTER)
    expect(Buffer.concat(packets).equals(Buffer.concat(expected))).toBe(true)
  })

  test('reads standard input', async () => {
    const stdin = Readable.from([capture.subarray(0, 3), capture.subarray(3, 5000), capture.subarray(5000)])
    expect(await packetsOf('-', FILTER, stdin)).toHaveLength(expected.length)
  })

  test('may match nothing', async () => {
    expect(await packetsOf(at('plain.pcap'), 'tcp')).toEqual([])
  })

  test.each([
    ['a filter that is wrong', 'plain.pcap', 'tcp prot 80', 'the capture filter "tcp prot 80" was not understood: '],
    ['a filter that looks like an option', 'plain.pcap', '-D', 'the capture filter "-D" was not understood: '],
    ['a file that is not there', 'absent.pcap', 'tcp', 'no such file: '],
    ['a text', 'text.pcap', 'tcp', 'is not a capture file'],
    ['an empty file', 'empty.pcap', 'tcp', 'is not a capture file'],
  ])('%s is told', async (_, name, filter, message) => {
    const error = await filteredCapture(at(name), filter).catch((caught) => caught)
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining(message), exitCode: 2 })
    expect(error.message).not.toContain('\n')
  })
})

test('the capture is the input of the filter, not a copy', () => {
  expect(readFileSync(at('plain.pcap')).length).toBe(capture.length)
})
