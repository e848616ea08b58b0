// Nearly all traffic has nothing to do with AI, and pays for every question that is asked about it. The gate looks at bytes: names of
// headers, the last word of the path, the host by its hash, the kind of the response. It makes no text and lets through too much
// rather than too little; what passes is looked at properly.

import { type Exchange, FIELD, type Message } from '../../reconstruct/index.ts'
import { hash53 } from '../observe/hash.ts'
import { bareHost, isJson } from './exchange-view.ts'
import type { HostIndex } from './host-index.ts'

/** Last words of all paths that dialects.ts, agent-protocols.ts and server-card.ts know; a path with a colon in its last part passes. */
const TAILS =
  'completions completion embeddings responses messages count_tokens converse converse-stream invoke invoke-with-response-stream chat generate generate_stream embed rerank show tags ps props models tokenize infer info graphql points payload vectors delete search query scroll recommend count discover batch groups index get add upsert update heartbeat objects meta collections agent.json agent-card.json runs stream wait stream_log stream_events server-card'.split(
    ' ',
  )
/** Beginnings of paths whose last word is free. */
const HEADS = ['/v2/models/', '/collections/', '/v2/vectordb/', '/.well-known/'].map((head) => Buffer.from(head))
const HOSTS_MAX = 10_000
const SLASH = 0x2f
const COLON = 0x3a
const QUESTION = 0x3f

const tails = new Set(TAILS.map((tail) => hash53(Buffer.from(tail), 0, tail.length)))
const JSON_RPC = Buffer.from('"jsonrpc"')

export class Gate {
  readonly #hosts: HostIndex
  /** Hash of a Host header as sent -> whether the catalogue knows it. */
  readonly #known = new Map<number, boolean>()

  constructor(hosts: HostIndex) {
    this.#hosts = hosts
  }

  /** May the exchange have to do with AI? */
  passes({ request, response }: Exchange): boolean {
    if (request === null) return false
    return this.#passesHead(request) || mayBeKnownPath(request) || (response !== null && isStream(response)) || hasRpcBody(request)
  }

  /** Any header whose name begins `mcp-` or `a2a-`, or a host of the catalogue. */
  #passesHead({ bytes, fields, fieldCount }: Message): boolean {
    for (let row = 0; row < fieldCount * FIELD.columns; row += FIELD.columns) {
      const at = fields[row + FIELD.nameStart] as number
      const first = (bytes[at] as number) | 0x20
      if (first === 0x6d && bytes[at + 3] === 0x2d && lower(bytes, at + 1) === 0x63 && lower(bytes, at + 2) === 0x70) return true
      if (first === 0x61 && bytes[at + 1] === 0x32 && bytes[at + 3] === 0x2d && lower(bytes, at + 2) === 0x61) return true
      if (
        first === 0x68 &&
        (fields[row + FIELD.nameEnd] as number) - at === 4 &&
        lower(bytes, at + 1) === 0x6f &&
        lower(bytes, at + 3) === 0x74
      ) {
        if (this.#isKnown(bytes, fields[row + FIELD.valueStart] as number, fields[row + FIELD.valueEnd] as number)) return true
      }
    }
    return false
  }

  #isKnown(bytes: Uint8Array, start: number, end: number): boolean {
    const hash = hash53(bytes, start, end)
    let known = this.#known.get(hash)
    if (known === undefined) {
      const host = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
      known = this.#hosts.find(bareHost(host.trim().toLowerCase())) !== null
      if (this.#known.size >= HOSTS_MAX) this.#known.clear()
      this.#known.set(hash, known)
    }
    return known
  }
}

const lower = (bytes: Uint8Array, at: number): number => (bytes[at] as number) | 0x20

function mayBeKnownPath({ bytes, targetStart, targetEnd }: Message): boolean {
  // A target with a scheme or a host: of a proxy, rare.
  if (bytes[targetStart] !== SLASH) return true
  let end = targetStart
  let last = targetStart + 1
  let colon = 0
  for (; end < targetEnd; end++) {
    const byte = bytes[end] as number
    // Letters are all above.
    if (byte > QUESTION) continue
    if (byte === SLASH && end + 1 < targetEnd && bytes[end + 1] !== QUESTION) last = end + 1
    else if (byte === COLON) colon = end
    else if (byte === QUESTION) break
  }
  if (colon > last) return true
  if (bytes[end - 1] === SLASH) end--
  if (end - last <= MAX_TAIL && firstLetters[(bytes[last] as number) & 0x7f] === 1 && tails.has(hash53(bytes, last, end))) return true
  const second = bytes[targetStart + 1]
  return (
    (second === 0x76 || second === 0x63 || second === 0x2e) &&
    HEADS.some((head) => end - targetStart >= head.length && beginsWith(bytes, targetStart, head))
  )
}

const firstLetters = new Uint8Array(128)
for (const tail of TAILS) firstLetters[tail.charCodeAt(0)] = 1

const MAX_TAIL = TAILS.reduce((most, { length }) => Math.max(most, length), 0)

function beginsWith(bytes: Uint8Array, start: number, head: Uint8Array): boolean {
  for (let i = 1; i < head.length; i++) if (bytes[start + i] !== head[i]) return false
  return true
}

const CONTENT_TYPE_LENGTH = 'content-type'.length
const EVENT_STREAM = Buffer.from('text/event-stream')

/** The response is an event stream. */
function isStream({ bytes, fields, fieldCount }: Message): boolean {
  for (let row = 0; row < fieldCount * FIELD.columns; row += FIELD.columns) {
    const at = fields[row + FIELD.nameStart] as number
    if ((fields[row + FIELD.nameEnd] as number) - at !== CONTENT_TYPE_LENGTH || lower(bytes, at + 8) !== 0x74) continue
    let value = fields[row + FIELD.valueStart] as number
    const end = fields[row + FIELD.valueEnd] as number
    while (value < end && bytes[value] === 0x20) value++
    if (end - value < EVENT_STREAM.length || lower(bytes, value + 5) !== 0x65) continue
    for (let i = 0; ; i++) {
      if (i === EVENT_STREAM.length) return true
      if (((bytes[value + i] as number) | 0x20) !== ((EVENT_STREAM[i] as number) | 0x20)) break
    }
  }
  return false
}

/** A JSON body that speaks JSON-RPC. */
export function hasRpcBody(request: Message): boolean {
  if (request.method !== 'POST' || request.keptBodyBytes < 20 || !isJson(request)) return false
  const body = request.decodedBody()
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf(JSON_RPC) >= 0
}
