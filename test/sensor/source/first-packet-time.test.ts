import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PcapngWriter } from '../../../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { firstPacketTime } from '../../../sensor/source/first-packet-time.ts'
import { scratchFolder } from '../../support/inventory-files.ts'

const folder = scratchFolder('first-packet')
const STARTED_US = 1_700_000_000_123_456
const builder = new CaptureBuilder({ startUs: STARTED_US })
builder.connection().handshake().request('x'.repeat(20_000), { mss: 10_000 }).close()

function at(name: string, bytes: Uint8Array | string): Promise<number> {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return firstPacketTime(path)
}

test('plain, compressed, and behind a block that is longer than one look', async () => {
  expect(await at('a.pcap', builder.bytes())).toBe(STARTED_US)
  expect(await at('a.pcap.gz', gzipSync(builder.bytes()))).toBe(STARTED_US)
  const ng = new PcapngWriter().section().interface(1).block(4, new Uint8Array(50_000)).enhanced(0, BigInt(STARTED_US), new Uint8Array(60))
  expect(await at('a.pcapng', ng.bytes())).toBe(STARTED_US)
})

test('what has no first packet comes before everything else', async () => {
  expect(await at('header.pcap', builder.bytes().subarray(0, 24))).toBe(Number.NEGATIVE_INFINITY)
  expect(await at('text', 'hello there')).toBe(Number.NEGATIVE_INFINITY)
  expect(await at('empty', '')).toBe(Number.NEGATIVE_INFINITY)
  expect(await firstPacketTime(join(folder, 'none'))).toBe(Number.NEGATIVE_INFINITY)
})

test('nothing is taken from a pipe', async () => {
  const path = join(folder, 'pipe')
  if (spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]).status !== 0) return
  expect(await firstPacketTime(path)).toBe(Number.NEGATIVE_INFINITY)
})
