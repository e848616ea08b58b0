// Content codings (RFC 9110 §8.4.1) undone, bounded in output. One-shot calls with a sized buffer: creating a stream
// per body costs several times the decompression of a small one. A cut body gives the prefix that could be decoded.

import * as zlib from 'node:zlib'
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { Decompress } from 'fzstd'

/** What became of a body. `length`: of the whole decoded body where that is known, else of `bytes`. */
export type Decoded = {
  readonly bytes: Uint8Array
  readonly length: number
  /** `bytes` is only a prefix of the decoded body. */
  readonly truncated: boolean
  /** `failed`: the coding could not be undone to its end. `bomb`: it grew beyond all measure. */
  readonly outcome: 'ok' | 'failed' | 'bomb'
}

export type DecodeBounds = {
  /** Decoded bytes that are kept. */
  readonly bytes: number
  /** Growth from which on a body over the bound is a bomb. */
  readonly ratio: number
}

/** One coding: decodes all of `input` (perhaps cut), or throws: `ERR_BUFFER_TOO_LARGE` past `outputMax`, else the input is faulty. */
type Decoder = (input: Uint8Array, outputMax: number, sizeHint: number) => Uint8Array

const GZIP_HEADER_BYTES = 10
const GZIP_TRAILER_BYTES = 8
/** Header flags: what stands between the fixed header and the data. */
const GZIP_HEADER_CHECKSUM = 2
const GZIP_EXTRA = 4
const GZIP_NAME = 8
const GZIP_COMMENT = 16
const CHUNK_BYTES_MIN = 1024
/** No encoder needs more for an empty body. */
const BROTLI_EMPTY_BYTES_MAX = 4

const flate = (outputMax: number, sizeHint: number) => ({
  finishFlush: constants.Z_SYNC_FLUSH,
  maxOutputLength: outputMax,
  chunkSize: Math.max(CHUNK_BYTES_MIN, Math.min(sizeHint + 1, outputMax + 1)),
})

/** RFC 1950 §2.2: compression method 8 and the check bits; otherwise the sender meant raw DEFLATE, as many do. */
const isZlib = (input: Uint8Array): boolean =>
  input.length >= 2 && ((input[0] as number) & 15) === 8 && (((input[0] as number) << 8) | (input[1] as number)) % 31 === 0

const brotli: Decoder = (input, outputMax, sizeHint) =>
  brotliDecompressSync(input, {
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
    maxOutputLength: outputMax,
    chunkSize: Math.max(CHUNK_BYTES_MIN, Math.min(sizeHint + 1, outputMax + 1)),
  })

const gzip: Decoder = (input, outputMax, sizeHint) => {
  try {
    return gunzipSync(input, flate(outputMax, sizeHint))
  } catch (error) {
    if (isTooLarge(error)) throw error
    return withoutTrailer(input, outputMax, sizeHint)
  }
}

/** A checksum or length that does not fit (RFC 1952 §2.3.1) spoils nothing but itself: browsers take such bodies. */
function withoutTrailer(input: Uint8Array, outputMax: number, sizeHint: number): Uint8Array {
  const start = gzipDataStart(input)
  if (start < 0) throw new Error('no gzip header')
  return inflateRawSync(input.subarray(start), flate(outputMax, sizeHint))
}

/** Where the compressed data begins behind a gzip header (RFC 1952 §2.3), or -1. Its checksum and reserved flags do not matter. */
function gzipDataStart(input: Uint8Array): number {
  if (input.length < GZIP_HEADER_BYTES || input[0] !== 0x1f || input[1] !== 0x8b) return -1
  const flags = input[3] as number
  let at = GZIP_HEADER_BYTES
  if ((flags & GZIP_EXTRA) !== 0) at += 2 + (input[at] ?? 0) + ((input[at + 1] ?? 0) << 8)
  for (const text of [GZIP_NAME, GZIP_COMMENT]) if ((flags & text) !== 0) at = input.indexOf(0, at) + 1 || input.length + 1
  if ((flags & GZIP_HEADER_CHECKSUM) !== 0) at += 2
  return at <= input.length ? at : -1
}

const deflate: Decoder = (input, outputMax, sizeHint) => (isZlib(input) ? inflateSync : inflateRawSync)(input, flate(outputMax, sizeHint))

/** Coding name -> decoder. `identity` is left out: it changes nothing. */
export const CODINGS: Readonly<Record<string, Decoder>> = {
  gzip,
  'x-gzip': gzip,
  deflate,
  'x-deflate': deflate,
  br: brotli,
  zstd: zstandard,
}

class TooLarge extends Error {
  readonly code = 'ERR_BUFFER_TOO_LARGE'
}

type ZstdSync = (input: Uint8Array, options: { maxOutputLength: number }) => Uint8Array

/** Node has zstd since 22.15; before, a decoder in JavaScript that gives block by block, so that a bomb is stopped in time. */
function zstandard(input: Uint8Array, outputMax: number): Uint8Array {
  const native = (zlib as { zstdDecompressSync?: ZstdSync }).zstdDecompressSync
  if (native) {
    try {
      return native(input, { maxOutputLength: outputMax })
    } catch (error) {
      if (isTooLarge(error)) throw error
    }
  }
  const blocks: Uint8Array[] = []
  let length = 0
  const stream = new Decompress((block) => {
    length += block.length
    if (length > outputMax) throw new TooLarge('zstd output over the bound')
    blocks.push(block.slice())
  })
  try {
    stream.push(input, false)
  } catch (error) {
    if (isTooLarge(error) || length === 0) throw error
  }
  return Buffer.concat(blocks, length)
}

const isTooLarge = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'ERR_BUFFER_TOO_LARGE'

/**
 * Undoes `codings` (in the order they were applied) on `input`. `complete`: `input` is the whole coded body. `tail`: its
 * last four bytes as a little-endian number where only a prefix is at hand, or -1; with gzip they tell the decoded length.
 */
export function undoCodings(codings: readonly string[], input: Uint8Array, complete: boolean, tail: number, bounds: DecodeBounds): Decoded {
  let bytes = input
  let whole = complete
  let length = -1
  let failed = false
  for (let i = codings.length - 1; i >= 0; i--) {
    const coding = codings[i] as string
    const decoder = CODINGS[coding]
    if (decoder === undefined) {
      failed = true
      break
    }
    const stated = coding.endsWith('gzip') ? statedLength(bytes, whole, i === codings.length - 1 ? tail : -1) : -1
    const step = undo(decoder, bytes, whole, stated, bounds)
    if (step.outcome === 'failed' && step.bytes === bytes) {
      // Never applied, whatever the label says; the other label may be right.
      failed = true
      continue
    }
    if (step.outcome !== 'ok') return step
    bytes = step.bytes
    whole = whole && !step.truncated
    length = step.length
  }
  return { bytes, length: Math.max(length, bytes.length), truncated: !whole, outcome: failed ? 'failed' : 'ok' }
}

/** RFC 1952 §2.3.1: a gzip member ends with its decoded length modulo 2^32. -1 if unknown. */
function statedLength(input: Uint8Array, complete: boolean, tail: number): number {
  if (tail >= 0) return tail
  const at = input.length - 4
  if (!complete || at < GZIP_TRAILER_BYTES) return -1
  return (
    ((input[at] as number) | ((input[at + 1] as number) << 8) | ((input[at + 2] as number) << 16) | ((input[at + 3] as number) << 24)) >>> 0
  )
}

function undo(decoder: Decoder, input: Uint8Array, complete: boolean, stated: number, bounds: DecodeBounds): Decoded {
  if (input.length === 0) return { bytes: input, length: 0, truncated: !complete, outcome: 'ok' }
  const plausible = stated >= 0 && stated <= input.length * 1100
  const hint = plausible ? stated : input.length * 4
  try {
    const bytes = decoder(input, bounds.bytes, hint)
    // Brotli has no magic number: plain text passes for the beginning of something that never comes.
    if (complete && decoder === brotli && bytes.length === 0 && input.length > BROTLI_EMPTY_BYTES_MAX) throw new Error('not brotli')
    return { bytes, length: complete || !plausible ? bytes.length : Math.max(stated, bytes.length), truncated: !complete, outcome: 'ok' }
  } catch (error) {
    const tooLarge = isTooLarge(error)
    const prefix = decodePrefix(decoder, input, bounds)
    // A label that was wrong from the first byte: the body was never coded.
    if (prefix === undefined) return { bytes: input, length: input.length, truncated: !complete, outcome: tooLarge ? 'bomb' : 'failed' }
    const length = tooLarge && plausible ? Math.max(stated, prefix.bytes.length) : prefix.bytes.length
    const grew = Math.max(length / input.length, prefix.bytes.length / prefix.used)
    return { bytes: prefix.bytes, length, truncated: true, outcome: tooLarge ? (grew >= bounds.ratio ? 'bomb' : 'ok') : 'failed' }
  }
}

/** Decodes the largest of a few shrinking prefixes of `input` that is neither faulty nor over the bound. */
function decodePrefix(decoder: Decoder, input: Uint8Array, bounds: DecodeBounds): { bytes: Uint8Array; used: number } | undefined {
  for (let used = input.length >> 1; used >= 16; used >>= 2) {
    try {
      const bytes = decoder(input.subarray(0, used), bounds.bytes, bounds.bytes)
      if (bytes.length > 0) return { bytes, used }
    } catch {
      // Still too much, or the fault lies further in front.
    }
  }
  return undefined
}
