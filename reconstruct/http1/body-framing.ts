// How long a body is (RFC 9112 §6.3). A sensor cannot refuse an ambiguous message: it reads on the way most receivers
// do and says what was odd, because that difference between receivers is what request smuggling lives on.

import type { Counters } from '../../sensor/base/counters.ts'
import { NAME } from '../field-names.ts'
import { NO_CODINGS, type PooledMessage } from '../pooled-message.ts'

/** `none`: the message ends with its head. `close`: the body runs until FIN. */
export type FramingKind = 'none' | 'length' | 'chunked' | 'close'

/** What the head says about the body: registers, filled by `readFraming`. */
export type Framing = {
  kind: FramingKind
  /** With `length`: the bytes. With `chunked`: what to fall back to when no chunk follows, or -1. */
  length: number
  /** A larger Content-Length that the head gives, too, or 0: believed if no message follows the smaller one. */
  alternative: number
}

export function newFraming(): Framing {
  return { kind: 'none', length: -1, alternative: 0 }
}

/** What a response must know of its request: method, or '' if the request was not seen. */
export function readFraming(message: PooledMessage, requestMethod: string, counters: Counters, framing: Framing): void {
  const before = message.anomalies.length
  framing.alternative = 0
  const length = contentLength(message, framing)
  const coding = transferCoding(message)
  framing.length = length
  if (coding === 'chunked') {
    framing.kind = 'chunked'
    if (length !== ABSENT) message.note('content-length-and-chunked')
    if (message.version === 'HTTP/1.0') message.note('chunked-in-http-1.0')
  } else if (coding === 'other' && length < 0) framing.kind = message.kind === 'request' ? 'none' : 'close'
  else if (length >= 0) framing.kind = length === 0 && framing.alternative === 0 ? 'none' : 'length'
  else framing.kind = message.kind === 'request' ? 'none' : 'close'
  if (message.anomalies.length > before) counters.add('http.framing-ambiguous')
  if (message.kind === 'response' && !mayHaveBody(message.status, requestMethod)) framing.kind = 'none'
}

/** RFC 9112 §6.3, items 1 and 2. */
function mayHaveBody(status: number, requestMethod: string): boolean {
  if ((status >= 100 && status < 200) || status === 204 || status === 304) return false
  if (requestMethod === 'HEAD') return false
  return !(requestMethod === 'CONNECT' && status < 300)
}

const CHUNKED = Buffer.from('chunked')
const ABSENT = -1
const INVALID = -2
/** Optional white space (RFC 9110 §5.6.3) and nothing else: a receiver that overlooks more reads another message. */
const BLANK_ENDS = /^[ \t]+|(?<![ \t])[ \t]+$/g

/** The first Content-Length, ABSENT or INVALID; a list of equal numbers is one number (RFC 9110 §8.6). */
function contentLength(message: PooledMessage, framing: Framing): number {
  let first = ABSENT
  for (let index = message.findField(NAME['content-length'], 0); index >= 0; index = message.findField(NAME['content-length'], index + 1)) {
    const simple = digitsOf(message, index)
    if (simple >= 0 && first === ABSENT) {
      first = simple
      continue
    }
    for (const value of lengthsOf(message.fieldValue(index))) {
      if (value === INVALID) message.note('content-length-invalid')
      else if (first >= 0) message.note(value === first ? 'content-length-repeated' : 'content-length-conflict')
      if (value > first && first >= 0) framing.alternative = value
      if (first < 0) first = value
    }
  }
  return first
}

/** The numbers of a list, or INVALID alone: one part that is no number spoils the whole value. */
function lengthsOf(text: string): readonly number[] {
  const values = text.split(',').map((part) => plainNumber(part.replace(BLANK_ENDS, '')))
  return values.includes(INVALID) ? [INVALID] : values
}

/** The usual case without making a string: nothing but digits, at most 15 of them. */
function digitsOf(message: PooledMessage, index: number): number {
  const row = index * 5
  const start = message.fields[row + 3] as number
  const end = message.fields[row + 4] as number
  if (end === start || end - start > 15) return INVALID
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (message.bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return INVALID
    value = value * 10 + digit
  }
  return value
}

function plainNumber(text: string): number {
  if (!/^\d+$/.test(text)) return INVALID
  const value = Number(text)
  return value <= Number.MAX_SAFE_INTEGER ? value : INVALID
}

/** What Transfer-Encoding ends in; the codings in front of `chunked` are left in `message.transferCodings`. */
function transferCoding(message: PooledMessage): 'none' | 'chunked' | 'other' {
  let index = message.findField(NAME['transfer-encoding'], 0)
  if (index < 0) return 'none'
  if (message.isFieldValue(index, CHUNKED) && message.findField(NAME['transfer-encoding'], index + 1) < 0) return 'chunked'
  const codings: string[] = []
  for (; index >= 0; index = message.findField(NAME['transfer-encoding'], index + 1)) {
    for (const part of message.fieldValue(index).split(',')) {
      const coding = (part.split(';', 1)[0] ?? '').replace(BLANK_ENDS, '').toLowerCase()
      if (coding !== '' && coding !== 'identity') codings.push(coding)
    }
  }
  if (codings.length === 0) return 'none'
  if (codings.at(-1) !== 'chunked') {
    message.note('transfer-encoding-unknown')
    // Some receivers look for the word anywhere in the list. If no chunk follows after all, the reader notices.
    if (!codings.includes('chunked')) return 'other'
  }
  const before = codings.filter((coding) => coding !== 'chunked')
  message.transferCodings = before.length > 0 ? before : NO_CODINGS
  return 'chunked'
}
