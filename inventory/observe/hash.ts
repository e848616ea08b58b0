// One fixed hash for everything the inventory compares without keeping: 53 bits, so that it is an exact number. It has no key, so that
// samples "by smallest hash" agree between sensors; whoever writes hashes to disk replaces them by an HMAC.

import { utf8Reader } from './utf8.ts'

// Two lanes in the manner of MurmurHash3 (public domain, Austin Appleby), four bytes a step, brought together at the end. The JSON walker has the same
// steps in its own loop over strings: both must agree.
const FIRST_STEP = -862048943
const SECOND_STEP = 461845907

export const FIRST_START = 0x2f0b4c47
export const SECOND_START = 0x41c6ce57

/** One step of the first lane: `word` holds four bytes, the first one lowest. */
export function firstLane(lane: number, word: number): number {
  const stirred = Math.imul(word, FIRST_STEP)
  const mixed = lane ^ ((stirred << 15) | (stirred >>> 17))
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0x64b2e6b9) | 0
}

export function secondLane(lane: number, word: number): number {
  const stirred = Math.imul(word, SECOND_STEP)
  const mixed = lane ^ ((stirred << 17) | (stirred >>> 15))
  return (Math.imul((mixed << 11) | (mixed >>> 21), 9) + 0x38495ab5) | 0
}

/** `rest`: the up to three bytes behind the last whole word; `length`: of the whole, in bytes. 0 … 2^53 - 1. */
export function finishHash(first: number, second: number, rest: number, length: number): number {
  let a = firstLane(first, rest) ^ length
  let b = secondLane(second, rest) ^ length
  a = Math.imul(a ^ (a >>> 16), -2048144789)
  a ^= Math.imul(b ^ (b >>> 13), -1028477387)
  b = Math.imul(b ^ (b >>> 16), -2048144789)
  b ^= Math.imul(a ^ (a >>> 13), -1028477387)
  a ^= a >>> 16
  return ((b ^ (b >>> 16)) & 0x1fffff) * 0x100000000 + (a >>> 0)
}

/** Of the bytes in `[start, end)`. */
export function hash53(bytes: Uint8Array, start: number, end: number): number {
  let first = FIRST_START
  let second = SECOND_START
  let at = start
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)
    first = firstLane(first, word)
    second = secondLane(second, word)
  }
  let rest = 0
  for (let shift = 0; at < end; at++, shift += 8) rest |= (bytes[at] as number) << shift
  return finishHash(first, second, rest, end - start)
}

const asUtf8 = utf8Reader()
const hashWhole = (bytes: Uint8Array, end: number): number => hash53(bytes, 0, end)

/** Of a text: the same as `hash53` of its UTF-8. */
export const hashText = (text: string): number => asUtf8(text, hashWhole)

const real = new Float64Array(1)
const halves = new Int32Array(real.buffer)

/** Of a number by its value: 1, 1.0 and 1e0 are the same. */
export function hashNumber(value: number): number {
  real[0] = value === 0 ? 0 : value
  return finishHash(firstLane(FIRST_START, halves[0] as number), secondLane(SECOND_START, halves[0] as number), halves[1] as number, 8)
}

/** One 32-bit value stirred into another; for hashes of structure. */
export function mix32(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822507)
  return mixed ^ (mixed >>> 13)
}
