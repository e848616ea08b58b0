// From a message to the shape of its body: which walker understands it, by media type.

import type { Message } from '../../../reconstruct/index.ts'
import type { Limits } from '../../../sensor/base/limits.ts'
import type { DetectValue } from '../detect-value.ts'
import { mediaTypeOf } from '../media-type.ts'
import type { BodyShape } from '../observation.ts'
import { walkCbor } from './cbor.ts'
import { walkMessagePack, walkXml } from './decoded.ts'
import { walkEventStream } from './event-stream.ts'
import { walkForm } from './form.ts'
import { JsonWalker } from './json.ts'
import { keyPathHashes } from './key-paths.ts'
import { boundaryOf, walkMultipart } from './multipart.ts'
import { Tape } from './tape.ts'

type BodyKind = 'json' | 'lines' | 'form' | 'multipart' | 'xml' | 'messagepack' | 'cbor' | 'events' | 'other'

const KINDS: Readonly<Record<string, BodyKind>> = {
  'application/json': 'json',
  'text/json': 'json',
  'text/x-json': 'json',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/x-jsonlines': 'lines',
  'application/json-seq': 'lines',
  'application/stream+json': 'lines',
  'application/x-json-stream': 'lines',
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'multipart',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/msgpack': 'messagepack',
  'application/x-msgpack': 'messagepack',
  'application/vnd.msgpack': 'messagepack',
  'application/cbor': 'cbor',
  'application/cbor-seq': 'cbor',
  'text/event-stream': 'events',
}
/** Types under which JSON is found now and then. */
const PERHAPS_JSON = new Set([
  '',
  'text/plain',
  'application/octet-stream',
  'text/javascript',
  'application/javascript',
  'application/x-javascript',
])

/** How a body of this type is read. */
export function bodyKind(mediaType: string): BodyKind {
  // Not `constructor` and what else every object has.
  const known = Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : undefined
  if (known !== undefined) return known
  if (mediaType.endsWith('+json')) return 'json'
  if (mediaType.endsWith('+cbor') || mediaType.endsWith('+cbor-seq')) return 'cbor'
  if (mediaType.endsWith('+xml') && !mediaType.includes('html') && !mediaType.includes('svg')) return 'xml'
  return 'other'
}

/** One for each direction: its tape holds one body at a time. */
export class BodyReader {
  readonly tape: Tape
  readonly #json: JsonWalker

  constructor(limits: Limits, detect: DetectValue) {
    this.tape = new Tape(limits, detect)
    this.#json = new JsonWalker(this.tape)
  }

  /** Null for a message without body. The tape of the one before is void. */
  read(message: Message): BodyShape | null {
    if (message.bodyBytes === 0 && message.keptBodyBytes === 0) return null
    const mediaType = mediaTypeOf(message)
    const truncated = message.truncated
    const understood = message.keptBodyBytes > 0 && this.#walk(message, mediaType)
    const tape = this.tape
    if (!understood) return { mediaType, bodyBytes: message.bodyBytes, truncated, keyHashes: [], tape: null }
    return { mediaType, bodyBytes: message.bodyBytes, truncated, keyHashes: keyPathHashes(tape), tape }
  }

  /** What `read` gives for a body that is passed over: that it is there. */
  passOver(message: Message): BodyShape | null {
    if (message.bodyBytes === 0 && message.keptBodyBytes === 0) return null
    return {
      mediaType: mediaTypeOf(message),
      bodyBytes: message.bodyBytes,
      truncated: message.truncated,
      keyHashes: [],
      tape: null,
    }
  }

  #walk(message: Message, mediaType: string): boolean {
    const kind = bodyKind(mediaType)
    if (kind === 'other' && !PERHAPS_JSON.has(mediaType)) return false
    const bytes = message.decodedBody()
    const truncated = message.decodedTruncated()
    const tape = this.tape
    tape.reset(bytes)
    switch (kind) {
      case 'json':
        return this.#json.walk(bytes, 0, bytes.length, truncated) !== 'malformed'
      case 'lines':
        return this.#json.walkLines(bytes, 0, bytes.length, truncated) !== 'malformed'
      case 'form':
        return walkForm(tape, bytes, truncated)
      case 'multipart':
        return walkMultipart(tape, bytes, boundaryOf(message.header('content-type') ?? ''), truncated)
      case 'xml':
        return !truncated && walkXml(tape, bytes)
      case 'messagepack':
        return !truncated && walkMessagePack(tape, bytes)
      case 'cbor':
        return !truncated && walkCbor(tape, bytes)
      case 'events':
        return walkEventStream(tape, this.#json, bytes)
      case 'other':
        return startsLikeJson(bytes) && this.#json.walk(bytes, 0, bytes.length, truncated) === 'whole'
    }
  }
}

function startsLikeJson(bytes: Uint8Array): boolean {
  let at = 0
  while (at < bytes.length && at < 64 && (bytes[at] as number) <= 0x20) at++
  return bytes[at] === 0x7b || bytes[at] === 0x5b
}
