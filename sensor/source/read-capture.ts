// Reads one capture file, plain or compressed, or standard input, to its end. [I/O]

import type { PacketSink } from '../packet.ts'
import { fileSource, streamSource } from './byte-source.ts'
import { OpenCapture, type OpenCaptureOptions } from './open-capture.ts'

export interface ReadCaptureOptions extends Omit<OpenCaptureOptions, 'isHeld'> {
  /** Bytes read of the file as it lies on disk; the total is null where it is not known. */
  readonly onProgress?: (readBytes: number, totalBytes: number | null) => void
  readonly stdin?: NodeJS.ReadableStream
}

/** After so many bytes the event loop gets its turn: signals, progress. */
export const TURN_BYTES = 4 * 1024 * 1024
const STDIN = '-'

/**
 * Hand every packet of the capture at `path` (`-`: standard input) to the sink. A capture that is cut or broken
 * inside yields what could be read, and counters; a `UserError` is thrown for what is no capture at all.
 */
export async function readCapture(path: string, sink: PacketSink, options: ReadCaptureOptions): Promise<void> {
  const source = path === STDIN ? streamSource(options.stdin ?? process.stdin, 'standard input', options.signal) : fileSource(path)
  const capture = new OpenCapture(source, sink, options)
  try {
    let turnAt = TURN_BYTES
    while (await capture.readPiece()) {
      if (capture.totalBytes !== null && capture.readBytes < turnAt) continue
      turnAt = capture.readBytes + TURN_BYTES
      options.onProgress?.(capture.readBytes, capture.totalBytes)
      await eventLoopTurn()
    }
    options.onProgress?.(capture.readBytes, capture.totalBytes)
  } finally {
    capture.close()
  }
}

export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
