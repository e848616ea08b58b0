import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { type ReadCaptureOptions, readCapture } from '../../../sensor/source/read-capture.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const builder = new CaptureBuilder()
builder.connection().handshake().request('x'.repeat(3_000_000), { mss: 50_000 }).close()
const BYTES = builder.bytes()
const PACKETS = builder.packets.length

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-read-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function read(path: string, options: Partial<ReadCaptureOptions> = {}) {
  const recorder = new PacketRecorder()
  const counters = new Counters()
  await readCapture(path, recorder, { counters, ...options })
  return { packets: recorder.packets, counters }
}

describe('a file', () => {
  test('plain and gzip give every packet, with interface numbers from the base on', async () => {
    for (const path of [file('a.pcap', BYTES), file('a.pcap.gz', gzipSync(BYTES)), file('stored.pcap.gz', gzipSync(BYTES, { level: 0 }))]) {
      const { packets, counters } = await read(path, { interfaceBase: 7 })
      expect(packets).toHaveLength(PACKETS)
      expect(packets[0]?.interfaceId).toBe(7)
      expect(counters.get('capture.file-truncated')).toBe(0)
    }
  })

  test('cut short, it yields what could be read, and a counter', async () => {
    const gz = gzipSync(BYTES, { level: 0 })
    for (const path of [file('cut.pcap', BYTES.subarray(0, -10)), file('cut.pcap.gz', gz.subarray(0, gz.length - 5000))]) {
      const { packets, counters } = await read(path)
      expect(packets.length).toBeGreaterThan(PACKETS / 2)
      expect(counters.get('capture.file-truncated')).toBe(1)
    }
  })

  test('progress counts the bytes on disk and ends at the total', async () => {
    const seen: [number, number | null][] = []
    await read(file('p.pcap', BYTES), { onProgress: (bytes, total) => seen.push([bytes, total]) })
    expect(seen.at(-1)).toEqual([BYTES.length, BYTES.length])
  })

  test('the signal ends the reading early', async () => {
    const large = file('large.pcap', Buffer.concat([BYTES, ...new Array(5).fill(BYTES.subarray(24))]))
    const stop = new AbortController()
    const { packets } = await read(large, { signal: stop.signal, onProgress: () => stop.abort() })
    expect(packets.length).toBeGreaterThan(0)
    expect(packets.length).toBeLessThan(6 * PACKETS)
  })
})

describe('a mistake of the user', () => {
  const refused = async (path: string, message: string | RegExp) => {
    const error = await read(path).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).message).toMatch(message)
    return error as UserError
  }

  test('no such file, a directory, an empty file', async () => {
    await refused(join(folder, 'missing.pcap'), /^no such file: /)
    await refused(folder, /is a directory$/)
    await refused(file('empty.pcap', ''), /is empty$/)
  })

  test('not a capture file, plain or compressed or too short', async () => {
    for (const path of [file('t.txt', 'hello there'), file('t.gz', gzipSync('hello there')), file('s', 'abc')])
      expect((await refused(path, /is not a capture file$/)).hint).toMatch(/pcapng/)
  })

  test('a compression earshot cannot undo is named, with the way round', async () => {
    expect((await refused(file('c.xz', Buffer.from('fd377a585a000000', 'hex')), /compressed with xz/)).hint).toContain('xz -dc')
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = file('secret.pcap', BYTES)
    chmodSync(path, 0)
    await refused(path, /permission denied$/)
  })
})

describe('a stream', () => {
  test('standard input in pieces of any size', async () => {
    const pieces = [BYTES.subarray(0, 1), BYTES.subarray(1, 30), BYTES.subarray(30)].map((piece) => Buffer.from(piece))
    expect((await read('-', { stdin: Readable.from(pieces) })).packets).toHaveLength(PACKETS)
  })

  test('compressed standard input', async () => {
    expect((await read('-', { stdin: Readable.from([gzipSync(BYTES)]) })).packets).toHaveLength(PACKETS)
  })

  test('nothing, or text, on standard input is a mistake of the user', async () => {
    await expect(read('-', { stdin: Readable.from([]) })).rejects.toThrow('standard input is empty')
    await expect(read('-', { stdin: Readable.from([Buffer.from('hello')]) })).rejects.toThrow('standard input is not a capture file')
  })

  test('the signal ends a stream that is silent', async () => {
    const stop = new AbortController()
    const silent = new Readable({ read() {} })
    silent.push(Buffer.from(BYTES))
    const reading = read('-', { stdin: silent, signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    expect((await reading).packets).toHaveLength(PACKETS)
  })

  test('a named pipe is read to its end', async () => {
    const path = join(folder, 'pipe')
    if (spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]).status !== 0) return
    const source = file('source.pcap', BYTES)
    const { spawn } = await import('node:child_process')
    spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', source, path])
    expect((await read(path)).packets).toHaveLength(PACKETS)
  })
})

test('a growing file is followed until the signal', async () => {
  const path = file('growing.pcap', '')
  const stop = new AbortController()
  const reading = read(path, { follow: () => true, signal: stop.signal })
  for (const piece of [BYTES.subarray(0, 20), BYTES.subarray(20, 1_000_000), BYTES.subarray(1_000_000)]) {
    appendFileSync(path, piece)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  stop.abort()
  expect((await reading).packets).toHaveLength(PACKETS)
})
