// JSON (RFC 8259) from bytes to tape, strictly: what JSON.parse refuses is refused here. A text that ends too early gives what was whole
// before the end; a string, number or literal that the end cuts is never taken for a value.

import { FIRST_START, finishHash, firstLane, hash53, SECOND_START, secondLane } from '../hash.ts'
import { CHARACTER_OF, characterMask } from './characters.ts'
import { unescapeJson } from './json-escapes.ts'
import { NUMBER_CUT, numberRead, readNumber } from './json-number.ts'
import { CONTAINER, LONG_KEY, NO_KEY, ROW, type Tape } from './tape.ts'

export type WalkResult = 'whole' | 'cut' | 'malformed'

const OK = 0
const CUT = 1
const BAD = 2
/** Nested deeper than this is no document but an attack on parsers. */
const NESTING_MAX = 500

// CHARACTER_OF, negative for the bytes that a plain string cannot hold: quote, backslash, control characters.
const STRING_BYTE = Int32Array.from(CHARACTER_OF, (kind, byte) => (byte === 0x22 || byte === 0x5c || byte < 0x20 ? kind | (1 << 31) : kind))
const SPACE = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 ? 1 : 0))

const literal = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const TRUE = literal('true')
const FALSE = literal('false')
const NULL = literal('null')

/** One per tape. */
export class JsonWalker {
  readonly #tape: Tape
  readonly #depthMax: number
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #end = 0
  #truncated = false
  #scratch = new Uint8Array(4096)
  #previousKey = -1

  constructor(tape: Tape) {
    this.#tape = tape
    this.#depthMax = tape.limits.schemaDepth
  }

  /** One document in `bytes[start, end)`; the tape must be reset to `bytes` by the caller. */
  walk(bytes: Uint8Array, start: number, end: number, truncated: boolean): WalkResult {
    this.#bytes = bytes
    this.#at = skipPrefix(bytes, start, end)
    this.#end = end
    this.#truncated = truncated
    const result = this.#document()
    if (result !== OK) return result === CUT ? 'cut' : 'malformed'
    this.#skipSpace()
    return this.#at < end ? 'malformed' : 'whole'
  }

  /** Documents one behind the other (NDJSON, JSON text sequences): every one is a root of the tape. Broken lines are left out. */
  walkLines(bytes: Uint8Array, start: number, end: number, truncated: boolean): WalkResult {
    this.#bytes = bytes
    this.#at = skipPrefix(bytes, start, end)
    this.#end = end
    this.#truncated = truncated
    let result: WalkResult = 'malformed'
    for (;;) {
      while (this.#at < end && (SPACE[bytes[this.#at] as number] === 1 || bytes[this.#at] === 0x1e)) this.#at++
      if (this.#at >= end) return result
      const before = this.#tape.rows
      const start = this.#at
      const line = this.#document()
      if (line === CUT) return 'cut'
      if (line === OK) result = 'whole'
      else {
        this.#tape.rows = before
        // The next line is the next chance; a broken one may have swallowed it.
        this.#at = start
        while (this.#at < end && bytes[this.#at] !== 0x0a) this.#at++
      }
    }
  }

  #document(): number {
    this.#skipSpace()
    if (this.#at >= this.#end) return BAD
    return this.#value(NO_KEY, 0, true)
  }

  #skipSpace(): void {
    const bytes = this.#bytes
    let at = this.#at
    while (at < this.#end && SPACE[bytes[at] as number] === 1) at++
    this.#at = at
  }

  /** `heard`: rows are written. */
  #value(key: number, depth: number, heard: boolean): number {
    const bytes = this.#bytes
    let at = this.#at
    while (at < this.#end && SPACE[bytes[at] as number] === 1) at++
    this.#at = at
    if (at >= this.#end) return this.#cutValue(key, heard)
    const byte = bytes[at]
    switch (byte) {
      case 0x22:
        return this.#string(key, heard)
      case 0x7b:
        return this.#object(key, depth, heard)
      case 0x5b:
        return this.#array(key, depth, heard)
      case 0x74:
        return this.#literal(TRUE, ROW.true, key, heard)
      case 0x66:
        return this.#literal(FALSE, ROW.false, key, heard)
      case 0x6e:
        return this.#literal(NULL, ROW.null, key, heard)
      default:
        return this.#number(key, depth, heard)
    }
  }

  #cutValue(key: number, heard: boolean): number {
    if (heard) this.#tape.addPlain(ROW.cut, key)
    return CUT
  }

  #literal(text: Uint8Array, kind: number, key: number, heard: boolean): number {
    const start = this.#at
    for (let i = 1; i < text.length; i++) {
      if (start + i >= this.#end) return this.#cutValue(key, heard)
      if (this.#bytes[start + i] !== text[i]) return BAD
    }
    this.#at = start + text.length
    if (heard) this.#tape.addPlain(kind, key)
    return OK
  }

  #number(key: number, depth: number, heard: boolean): number {
    const start = this.#at
    const end = readNumber(this.#bytes, start, this.#end)
    // Where the text ends inside or right behind a number, the next digit may be missing.
    if (end === NUMBER_CUT || (end === this.#end && (depth > 0 || this.#truncated))) return this.#cutValue(key, heard)
    if (end < 0) return BAD
    this.#at = end
    if (heard) this.#tape.addNumber(numberRead.value, key, this.#bytes, start, end, numberRead.mask)
    return OK
  }

  #string(key: number, heard: boolean): number {
    const bytes = this.#bytes
    const end = this.#end
    const start = this.#at + 1
    let at = start
    let first = FIRST_START
    let second = SECOND_START
    let mask = 0
    // Four bytes a step while none of them ends the string; the steps are those of hash53.
    for (; at + 4 <= end; at += 4) {
      const a = bytes[at] as number
      const b = bytes[at + 1] as number
      const c = bytes[at + 2] as number
      const d = bytes[at + 3] as number
      const kinds = (STRING_BYTE[a] as number) | (STRING_BYTE[b] as number) | (STRING_BYTE[c] as number) | (STRING_BYTE[d] as number)
      if (kinds < 0) break
      mask |= kinds
      const word = a | (b << 8) | (c << 16) | (d << 24)
      first = firstLane(first, word)
      second = secondLane(second, word)
    }
    let rest = 0
    for (let shift = 0; at < end; at++, shift += 8) {
      const byte = bytes[at] as number
      const kind = STRING_BYTE[byte] as number
      if (kind < 0) break
      mask |= kind
      rest |= byte << shift
    }
    if (at >= end) return this.#cutValue(key, heard)
    if (bytes[at] !== 0x22) return this.#escapedString(key, start, at, heard)
    this.#at = at + 1
    if (heard) this.#tape.addString(key, bytes, start, at, finishHash(first, second, rest, at - start), mask, true)
    return OK
  }

  #escapedString(key: number, start: number, backslash: number, heard: boolean): number {
    const quote = this.#closingQuote(backslash)
    if (quote < 0) return quote === -1 ? this.#cutValue(key, heard) : BAD
    const length = this.#unescaped(start, quote)
    if (length < 0) return BAD
    this.#at = quote + 1
    if (!heard) return OK
    const scratch = this.#scratch
    this.#tape.addString(key, scratch, 0, length, hash53(scratch, 0, length), characterMask(scratch, 0, length), false)
    return OK
  }

  /** Offset of the quote that ends the string which goes on at `at`; -1 at the end of the text, -2 at a character that may not stand there. */
  #closingQuote(at: number): number {
    const bytes = this.#bytes
    for (let next = at; next < this.#end; next++) {
      const byte = bytes[next] as number
      if (byte === 0x22) return next
      if (byte < 0x20) return -2
      if (byte === 0x5c) next++
    }
    return -1
  }

  /** Into the scratch buffer; the length there, or -1 for a bad escape. */
  #unescaped(start: number, end: number): number {
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array((end - start) * 2)
    return unescapeJson(this.#bytes, start, end, this.#scratch)
  }

  #array(key: number, depth: number, heard: boolean): number {
    if (depth >= NESTING_MAX) return BAD
    const row = heard ? this.#tape.open(ROW.array, key) : -1
    const inside = heard && row >= 0 && depth < this.#depthMax
    const result = this.#items(depth, inside)
    if (result === BAD) return BAD
    if (row >= 0) this.#tape.closeArray(row, (result === CUT || this.#tape.overflowed ? CONTAINER.cut : 0) | (inside ? 0 : CONTAINER.deep))
    return result
  }

  #items(depth: number, heard: boolean): number {
    this.#at++
    this.#skipSpace()
    if (this.#at >= this.#end) return CUT
    if (this.#bytes[this.#at] === 0x5d) {
      this.#at++
      return OK
    }
    for (;;) {
      const result = this.#value(NO_KEY, depth + 1, heard)
      if (result !== OK) return result
      this.#skipSpace()
      if (this.#at >= this.#end) return CUT
      const byte = this.#bytes[this.#at++]
      if (byte === 0x5d) return OK
      if (byte !== 0x2c) return BAD
    }
  }

  #object(key: number, depth: number, heard: boolean): number {
    if (depth >= NESTING_MAX) return BAD
    const row = heard ? this.#tape.open(ROW.object, key) : -1
    const inside = heard && row >= 0 && depth < this.#depthMax
    const result = this.#members(depth, inside)
    if (result === BAD) return BAD
    if (row >= 0) this.#tape.closeObject(row, (result === CUT || this.#tape.overflowed ? CONTAINER.cut : 0) | (inside ? 0 : CONTAINER.deep))
    return result
  }

  #members(depth: number, heard: boolean): number {
    this.#at++
    this.#skipSpace()
    if (this.#at >= this.#end) return CUT
    if (this.#bytes[this.#at] === 0x7d) {
      this.#at++
      return OK
    }
    for (;;) {
      if (this.#at >= this.#end) return CUT
      if (this.#bytes[this.#at] !== 0x22) return BAD
      const key = this.#key(heard)
      if (key <= -3) return key === -3 ? CUT : BAD
      this.#skipSpace()
      if (this.#at >= this.#end) return CUT
      if (this.#bytes[this.#at++] !== 0x3a) return BAD
      const result = this.#value(key, depth + 1, heard)
      if (result !== OK) return result
      this.#skipSpace()
      if (this.#at >= this.#end) return CUT
      const byte = this.#bytes[this.#at++]
      if (byte === 0x7d) return OK
      if (byte !== 0x2c) return BAD
      this.#skipSpace()
    }
  }

  /** Id of the name at the cursor (LONG_KEY if too long); -3 if cut, -4 if bad. The cursor then stands behind the closing quote. */
  #key(heard: boolean): number {
    const bytes = this.#bytes
    const keys = this.#tape.keys
    const start = this.#at + 1
    // Objects of one kind name their properties in one order: try the name that came next last time.
    const previous = this.#previousKey
    const expected = heard && previous >= 0 ? (keys.following[previous] ?? -1) : -1
    if (expected >= 0) {
      const quote = keys.match(expected, bytes, start, this.#end)
      if (quote >= 0) {
        this.#at = quote + 1
        this.#previousKey = expected
        return expected
      }
    }
    let at = start
    while (at < this.#end && (STRING_BYTE[bytes[at] as number] as number) >= 0) at++
    if (at >= this.#end) return -3
    if (bytes[at] !== 0x22) return this.#escapedKey(start, at, heard)
    this.#at = at + 1
    return heard ? this.#learnKey(keys.intern(bytes, start, at), previous) : LONG_KEY
  }

  #escapedKey(start: number, backslash: number, heard: boolean): number {
    const quote = this.#closingQuote(backslash)
    if (quote < 0) return quote === -1 ? -3 : -4
    const length = this.#unescaped(start, quote)
    if (length < 0) return -4
    this.#at = quote + 1
    if (!heard) return LONG_KEY
    // Never expected next time: a name that ends in a backslash would seem to stand where an escaped quote does.
    this.#previousKey = -1
    return this.#tape.keys.intern(this.#scratch, 0, length)
  }

  #learnKey(key: number, previous: number): number {
    const following = this.#tape.keys.following
    if (previous >= 0 && previous < following.length) following[previous] = key
    this.#previousKey = key
    return key
  }
}

/** Behind a byte order mark and behind the `)]}'` that some servers put before JSON so that no script can include it. */
function skipPrefix(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3
  if (bytes[at] === 0x29 && bytes[at + 1] === 0x5d && bytes[at + 2] === 0x7d && bytes[at + 3] === 0x27) {
    at += 4
    while (at < end && bytes[at] !== 0x0a && bytes[at] !== 0x7b && bytes[at] !== 0x5b) at++
  }
  return Math.min(at, end)
}
