// When a capture begins: the time of its first packet, from as few bytes as tell it. [I/O]

import { statSync } from 'node:fs'
import { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import { DEFAULT_LIMITS } from '../base/limits.ts'
import { fileSource } from './byte-source.ts'
import { OpenCapture } from './open-capture.ts'

/** Name lists and keys may precede the first packet; whoever has more of them is read early. */
const LOOK_BYTES = 1024 * 1024
const LIMITS = { ...DEFAULT_LIMITS, readChunkBytes: 4096 }

/**
 * Microseconds since 1970, or negative infinity where it cannot be told without reading the capture: it holds no packet, is no capture,
 * or is a pipe, of which nothing may be taken.
 */
export async function firstPacketTime(path: string): Promise<number> {
  let firstUs: number | null = null
  const sink = {
    packet(_bytes: Uint8Array, _start: number, _end: number, _originalLength: number, timestampUs: number) {
      firstUs ??= timestampUs
    },
  }
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return Number.NEGATIVE_INFINITY
  try {
    const capture = new OpenCapture(fileSource(path), sink, { counters: new Counters(), limits: LIMITS })
    try {
      while (firstUs === null && capture.readBytes < LOOK_BYTES && (await capture.readPiece())) {}
    } finally {
      capture.close()
    }
  } catch (error) {
    // it is told when the capture is read
    if (!(error instanceof UserError)) throw error
  }
  return firstUs ?? Number.NEGATIVE_INFINITY
}
