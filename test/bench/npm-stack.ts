// What one would put together from npm for the same work, the plain way: pcap-parser reads packets, the decoders of cap take them apart,
// http-parser-js reads both directions, zlib and JSON.parse the bodies. Usage: npm-stack.ts CAPTURE
// No gaps, no reordering, no reuse of addresses: what is out of order ends the reading of that direction.
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { HTTPParser } from 'http-parser-js'

const require = createRequire(import.meta.url)
const decoders = require('cap/lib/Decoders.js')
const pcap = require('pcap-parser')

interface Direction {
  parser: InstanceType<typeof HTTPParser>
  /** Sequence number that comes next. */
  next: number
  /** The parser has given up. */
  over: boolean
}

const directions = new Map<string, Direction>()
let requests = 0
let responses = 0
let fields = 0

const capture = pcap.parse(process.argv[2])
capture.on('packet', ({ data }: { data: Buffer }) => packet(data))
capture.on('end', () => console.log(JSON.stringify({ requests, responses, fields })))

function packet(data: Buffer): void {
  const ethernet = decoders.Ethernet(data)
  if (ethernet.info.type !== decoders.PROTOCOL.ETHERNET.IPV4) return
  const ip = decoders.IPV4(data, ethernet.offset)
  if (ip.info.protocol !== decoders.PROTOCOL.IP.TCP) return
  const tcp = decoders.TCP(data, ip.offset)
  const length = ip.info.totallen - ip.hdrlen - tcp.hdrlen
  const key = `${ip.info.srcaddr}:${tcp.info.srcport}>${ip.info.dstaddr}:${tcp.info.dstport}`
  if ((tcp.info.flags & 2) !== 0) directions.set(key, opened(tcp.info.dstport === 8080, tcp.info.seqno + 1))
  const direction = directions.get(key)
  if (direction === undefined || length <= 0 || direction.over) return
  if (tcp.info.seqno !== direction.next) return
  direction.next = (tcp.info.seqno + length) >>> 0
  const result = direction.parser.execute(data.subarray(tcp.offset, tcp.offset + length))
  if (result instanceof Error) direction.over = true
}

function opened(isRequest: boolean, next: number): Direction {
  const parser = new HTTPParser(isRequest ? HTTPParser.REQUEST : HTTPParser.RESPONSE)
  let chunks: Buffer[] = []
  let headers: string[] = []
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    headers = info.headers
    chunks = []
  }
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
    chunks.push(chunk.subarray(offset, offset + length))
  }
  parser[HTTPParser.kOnMessageComplete] = () => {
    if (isRequest) requests++
    else responses++
    readBody(headers, chunks)
  }
  return { parser, next: next >>> 0, over: false }
}

function readBody(headers: readonly string[], chunks: readonly Buffer[]): void {
  if (chunks.length === 0 || !/json/.test(fieldOf(headers, 'content-type'))) return
  const whole = Buffer.concat(chunks)
  const body = fieldOf(headers, 'content-encoding') === 'gzip' ? gunzipSync(whole) : whole
  fields += Object.keys(JSON.parse(body.toString())).length
}

function fieldOf(headers: readonly string[], name: string): string {
  for (let i = 0; i < headers.length; i += 2) if (headers[i]?.toLowerCase() === name) return headers[i + 1] as string
  return ''
}
