// CBOR (RFC 8949), read by a package, then taken down like any value. Tags say how a value is meant; what stands inside counts, whatever they are.

import { decodeSequence, Tag } from 'cbor2'
import type { Tape } from './tape.ts'
import { writeValue } from './value.ts'

/** Larger bodies are not worth the objects they become. */
const CBOR_BYTES_MAX = 256 * 1024
/** Deeper ones are refused whole: the package recurses. */
const DEPTH_MAX = 64
/** No tag has a meaning to the package: neither patterns nor shared values are made of what a stranger sent. */
const OPTIONS = { maxDepth: DEPTH_MAX, ignoreGlobalTags: true, tags: new Map() } as const
/** RFC 8949 §3.4.3: integers as byte strings, -1 - n for the negative ones. */
const BIGNUM = 2
const NEGATIVE_BIGNUM = 3
/** Longer integers are keys and signatures. */
const BIGNUM_BYTES_MAX = 32

/** One value or several one behind the other (RFC 8742). False if not even one came whole. */
export function walkCbor(tape: Tape, bytes: Uint8Array): boolean {
  if (bytes.length > CBOR_BYTES_MAX) return false
  const before = tape.rows
  try {
    for (const value of decodeSequence(bytes, OPTIONS)) {
      if (tape.rows >= tape.limits.decodedRows) break
      writeValue(tape, plain(value))
    }
  } catch {
    // What came whole before the fault counts.
  }
  return tape.rows > before
}

/** Without tags, and with maps of any keys as objects. Not deeper than DEPTH_MAX. */
function plain(value: unknown): unknown {
  if (value instanceof Tag) return untagged(value)
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return objectOf(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return objectOf(Object.entries(value))
}

function untagged({ tag, contents }: Tag): unknown {
  const isInteger = (tag === BIGNUM || tag === NEGATIVE_BIGNUM) && contents instanceof Uint8Array
  if (!isInteger || contents.length > BIGNUM_BYTES_MAX) return plain(contents)
  const size = BigInt(`0x0${Buffer.from(contents).toString('hex')}`)
  return tag === BIGNUM ? size : -1n - size
}

/** Keys may be of any kind; only texts and numbers make names. */
function objectOf(entries: Iterable<[unknown, unknown]>): Record<string, unknown> {
  const named = Array.from(entries).filter(([key]) => typeof key === 'string' || typeof key === 'number')
  return Object.fromEntries(named.map(([key, value]) => [String(key), plain(value)]))
}
