// What the fuzzer starts from: the captures of fixtures/, captures made here to reach what those do not have, and what the user names.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { WrittenPacket } from '../../fixtures/build/capture-writer.ts'
import { LINK_FRAMES, type LinkFrameName } from '../../fixtures/build/link-frames.ts'
import { type BuilderOptions, CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { WRAPPER_EXAMPLES } from '../../fixtures/build/wrapper-examples.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser } from '../../sensor/index.ts'

export interface SeedCapture {
  readonly name: string
  readonly packets: readonly WrittenPacket[]
}

/** Longer captures only slow the fuzzer down. */
const PACKETS_PER_SEED = 5000
const FILE_BYTES_MAX = 64 * 1024 * 1024

/** Seeds in a fixed order, those without packets left out. */
export function seedCaptures(paths: readonly string[]): SeedCapture[] {
  const files = (paths.length > 0 ? paths : ['fixtures']).flatMap(filesIn)
  const read = files.map((file) => ({ name: file, packets: packetsOf(file) }))
  return [...read, ...builtCaptures()].filter((seed) => seed.packets.length > 0)
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) throw new Error(`no such file or folder: ${path}`)
  if (!statSync(path).isDirectory()) return [path]
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

function packetsOf(file: string): WrittenPacket[] {
  if (statSync(file).size > FILE_BYTES_MAX) return []
  let bytes: Uint8Array = readFileSync(file)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes)
    } catch {
      return []
    }
  }
  return packetsIn(bytes)
}

/** The packets of a capture in memory; none if it is no capture. */
export function packetsIn(capture: Uint8Array): WrittenPacket[] {
  const packets: WrittenPacket[] = []
  const sink = {
    packet(bytes: Uint8Array, start: number, end: number, originalLength: number, timestampUs: number, linkType: number) {
      if (packets.length < PACKETS_PER_SEED) packets.push({ bytes: bytes.slice(start, end), originalLength, timestampUs, linkType })
    },
  }
  new CaptureParser(sink, new Counters()).push(Uint8Array.from(capture), 0, capture.length)
  return packets
}

const GZIPPED = gzipSync('{"id":1,"name":"anna","tags":["a","b"]}'.repeat(20))
const CHUNKED = '5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer-Field: 1\r\n\r\n'
const HELLO = Buffer.from(
  '160301004f0100004b0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f000002130101000020000000100' +
    '00e00000b6170692e6578616d706c6500100008000602683203613262',
  'hex',
)

/** One of everything that HTTP/1 readers must know, on a few connections. */
function conversation(options: BuilderOptions, mss: number): readonly WrittenPacket[] {
  const build = new CaptureBuilder(options)
  const plain = build.connection({ mss, clientPort: 40_001 }).handshake()
  const pipelined = build.connection({ mss, clientPort: 40_002, clientSequence: 0xffff_ff80 }).handshake()
  plain.request(
    'POST /orders/17?q=1 HTTP/1.1\r\nHost: api.example\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"amount": 5}',
  )
  plain.respond('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}')
  pipelined.request('GET /a HTTP/1.1\r\nHost: h\r\n\r\nHEAD /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n')
  plain.request('GET /list HTTP/1.1\r\nHost: api.example\r\nAccept-Encoding: gzip\r\n\r\n')
  plain.respond(
    Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${GZIPPED.length}\r\n\r\n`), GZIPPED]),
  )
  pipelined.respond(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n`)
  pipelined.respond('HTTP/1.1 304 Not Modified\r\nEtag: "x"\r\n\r\n')
  plain.request('GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  plain.respond('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x03abc')
  const tunnel = build.connection({ mss, clientPort: 40_003 }).handshake()
  tunnel.request('CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n').respond('HTTP/1.1 200 OK\r\n\r\n').request(HELLO)
  build.connection({ mss, clientPort: 40_004, serverPort: 443 }).handshake().request(HELLO).respond('\x16\x03\x03\x00\x02ab').close()
  const old = build.connection({ mss, clientPort: 40_005 }).handshake().request('GET /old\r\n')
  old.respond('<html>old</html>').fin('server-to-client')
  const folded = build.connection({ mss, clientPort: 40_006 }).handshake()
  folded.request(
    'POST /f HTTP/1.0\r\nHost: h\r\nX-A: 1\r\n 2\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  )
  folded.respond('HTTP/1.0 200 OK\r\n\r\nuntil the end').close('server-to-client')
  plain.close()
  pipelined.reset('client-to-server')
  return build.packets
}

function builtCaptures(): SeedCapture[] {
  const wrapped = Object.entries(WRAPPER_EXAMPLES).map(([name, { wrap }]) => {
    const inner = name === 'teredo' ? wrap.slice(0, 0) : wrap
    return { name: `built: ${name}`, packets: conversation({ wrap: inner }, 1460) }
  })
  const linked = (Object.keys(LINK_FRAMES) as LinkFrameName[]).map((link) => ({
    name: `built: ${link}`,
    packets: conversation({ link }, 1460),
  }))
  const segmented = [7, 50, 300].map((mss) => ({ name: `built: pieces of ${mss}`, packets: conversation({}, mss) }))
  return [...wrapped, ...linked, ...segmented]
}
