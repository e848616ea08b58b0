// Exchanges for tests, from the text of their messages: what reconstruction would hand to an observer.

import { gunzipSync } from 'node:zlib'
import type { Exchange, FlowRef, Message } from '../../reconstruct/index.ts'

export interface RawExchange {
  /** Head and body; lines may end with LF. */
  request: string | Uint8Array | null
  response: string | Uint8Array | null
  flow?: Partial<FlowRef>
  startedUs?: number
  endedUs?: number
}

let flows = 0

export function rawExchange({ request, response, flow = {}, startedUs = 1_000_000, endedUs = startedUs }: RawExchange): Exchange {
  return {
    flow: {
      id: flows++,
      clientAddress: '10.0.0.9',
      clientPort: 40_000,
      serverAddress: '10.0.0.1',
      serverPort: 80,
      encapsulation: [],
      ...flow,
    },
    protocol: 'http/1.1',
    stream: null,
    pairing: request !== null && response !== null ? 'certain' : 'half',
    request: request === null ? null : rawMessage('request', request),
    response: response === null ? null : rawMessage('response', response),
    interim: [],
    startedUs,
    endedUs,
    decrypted: false,
    anomalies: [],
  }
}

/** A message whose body is all that follows the head, as it is (no chunks); gzip is undone. */
export function rawMessage(kind: 'request' | 'response', raw: string | Uint8Array): Message {
  const bytes = typeof raw === 'string' ? Buffer.from(withCrLf(raw)) : Buffer.from(raw)
  const split = bytes.indexOf('\r\n\r\n')
  const headEnd = split < 0 ? bytes.length : split + 4
  const head = bytes.subarray(0, headEnd).toString('latin1')
  const lines = head.split('\r\n').filter((line) => line !== '')
  const [startLine = '', ...fieldLines] = lines
  const [first = '', second = '', third = ''] = startLine.split(' ')
  const names: string[] = []
  const values: string[] = []
  const rows: number[] = []
  let at = startLine.length + 2
  for (const line of fieldLines) {
    const colon = line.indexOf(':')
    names.push(line.slice(0, colon).toLowerCase())
    values.push(line.slice(colon + 1).trim())
    rows.push(-1, at, at + colon, at + colon + 1, at + line.length)
    at += line.length + 2
  }
  const body = bytes.subarray(headEnd)
  const header = (name: string): string | undefined => values[names.indexOf(name)]
  const targetStart = kind === 'request' ? first.length + 1 : 0
  let decoded: Uint8Array | null = null
  const decode = (): Uint8Array => (decoded ??= header('content-encoding') === 'gzip' ? gunzipSync(body) : body)
  return {
    kind,
    bytes,
    headEnd,
    method: kind === 'request' ? first : '',
    targetStart,
    targetEnd: kind === 'request' ? targetStart + second.length : 0,
    status: kind === 'response' ? Number(second) : 0,
    version: kind === 'request' ? third : first,
    fieldCount: names.length,
    fields: Int32Array.from(rows),
    bodyBytes: body.length,
    keptBodyBytes: body.length,
    truncated: false,
    firstUs: 0,
    lastUs: 0,
    anomalies: [],
    target: () => (kind === 'request' ? second : ''),
    fieldName: (index) => names[index] ?? '',
    fieldValue: (index) => values[index] ?? '',
    header,
    mediaType: () => (header('content-type') ?? '').split(';')[0]!.trim().toLowerCase(),
    decodedBody: decode,
    decodedBytes: () => decode().length,
    decodedTruncated: () => false,
  }
}

/** Line ends of the head only: a body is left as it is. */
function withCrLf(raw: string): string {
  const split = raw.search(/\r?\n\r?\n/)
  if (split < 0) return `${raw.replace(/\r?\n/g, '\r\n').trimEnd()}\r\n\r\n`
  const gap = raw[split] === '\r' ? 4 : 2
  return `${raw.slice(0, split).replace(/\r?\n/g, '\r\n')}\r\n\r\n${raw.slice(split + gap)}`
}
