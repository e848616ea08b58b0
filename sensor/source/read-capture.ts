// Reads one capture file, plain or compressed, or standard input. [I/O]

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts'
import type { PacketSink } from '../packet.ts'
import { CaptureParser } from './capture-parser.ts'
import { CompressedFeed } from './compressed-feed.ts'
import { unreadableCompressionOf } from './compression.ts'

export interface ReadCaptureOptions {
  readonly counters: Counters
  readonly limits?: Limits
  /** Bytes read of the file as it lies on disk; the total is null where it is not known. */
  readonly onProgress?: (readBytes: number, totalBytes: number | null) => void
  /** Ends the reading early; what was read stays. */
  readonly signal?: AbortSignal
  /** Asked at the end of the file: true waits for it to grow, false ends. Without it the first end is the end. */
  readonly follow?: () => boolean
  readonly stdin?: NodeJS.ReadableStream
  readonly interfaceBase?: number
  /** Receives the TLS key log text of each Decryption Secrets Block. */
  readonly onSecrets?: (keylog: string) => void
}

/** After so many bytes the event loop gets its turn: signals, progress. */
const TURN_BYTES = 4 * 1024 * 1024
const FOLLOW_POLL_MS = 200
const STDIN = '-'

/**
 * Hand every packet of the capture at `path` (`-`: standard input) to the sink. A capture that is cut or broken
 * inside yields what could be read, and counters; a `UserError` is thrown for what is no capture at all.
 */
export async function readCapture(path: string, sink: PacketSink, options: ReadCaptureOptions): Promise<void> {
  const limits = options.limits ?? DEFAULT_LIMITS
  const parser = new CaptureParser(sink, options.counters, {
    limits,
    ...(options.interfaceBase === undefined ? {} : { interfaceBase: options.interfaceBase }),
    ...(options.onSecrets === undefined ? {} : { onSecrets: options.onSecrets }),
  })
  const input = new CompressedFeed(parser, options.counters, limits)
  if (path === STDIN) await readStream(options.stdin ?? process.stdin, 'standard input', input, options)
  else await readFile(path, input, options)
}

async function readFile(path: string, input: CompressedFeed, options: ReadCaptureOptions): Promise<void> {
  const descriptor = open(path)
  try {
    const status = fstatSync(descriptor)
    if (status.isDirectory()) throw new UserError(`${path} is a directory`, { hint: 'Name the capture files in it.' })
    const total = status.isFile() ? status.size : null
    if (total === 0 && options.follow === undefined) throw new UserError(`${path} is empty`)
    await readDescriptor(descriptor, path, total, input, options)
  } finally {
    closeSync(descriptor)
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new UserError(`no such file: ${path}`, { cause })
    if (code === 'EACCES')
      throw new UserError(`${path} cannot be read: permission denied`, {
        cause,
        hint: 'Change its permissions, or run as a user who may read it.',
      })
    throw new UserError(`${path} cannot be read (${code})`, { cause })
  }
}

/** Blocking reads into one buffer: twice as fast as a stream, and nothing is allocated. */
async function readDescriptor(
  descriptor: number,
  path: string,
  total: number | null,
  input: CompressedFeed,
  options: ReadCaptureOptions,
): Promise<void> {
  let readBytes = 0
  let turnAt = TURN_BYTES
  while (options.signal?.aborted !== true && !input.stopped) {
    const space = input.space()
    const count = readSync(descriptor, space.buffer, space.start, space.buffer.length - space.start, null)
    if (count === 0 && options.follow?.() === true) {
      await pause(FOLLOW_POLL_MS, options.signal)
      continue
    }
    if (count === 0) break
    const wait = input.filled(count)
    if (wait !== null) await wait
    if (readBytes === 0) refuseUnreadable(path, input)
    readBytes += count
    if (readBytes >= turnAt) {
      turnAt = readBytes + TURN_BYTES
      options.onProgress?.(readBytes, total)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await finish(path, readBytes, input, options)
  options.onProgress?.(readBytes, total)
}

async function readStream(stream: NodeJS.ReadableStream, name: string, input: CompressedFeed, options: ReadCaptureOptions): Promise<void> {
  let readBytes = 0
  const stop = () => (stream as NodeJS.ReadableStream & { destroy?: () => void }).destroy?.()
  options.signal?.addEventListener('abort', stop, { once: true })
  try {
    for await (const piece of stream) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
      await input.write(bytes)
      if (readBytes === 0) refuseUnreadable(name, input)
      readBytes += bytes.length
      options.onProgress?.(readBytes, null)
      if (input.stopped || options.signal?.aborted === true) break
    }
  } catch (error) {
    if (options.signal?.aborted !== true) throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
  }
  await finish(name, readBytes, input, options)
}

async function finish(name: string, readBytes: number, input: CompressedFeed, options: ReadCaptureOptions): Promise<void> {
  const state = await input.finish()
  // stopped by the user before anything came
  if (options.signal?.aborted === true && state === 'unknown') return
  if (readBytes === 0) throw new UserError(`${name} is empty`)
  if (state !== 'reading') throw notCapture(name)
}

/** Name the compression earshot cannot undo, rather than only "not a capture file". */
function refuseUnreadable(name: string, input: CompressedFeed): void {
  const compression = unreadableCompressionOf(input.head)
  if (compression === null) return
  const command = compression === 'zip' ? 'unzip -p' : `${compression} -dc`
  throw new UserError(`${name} is compressed with ${compression}, which earshot does not read`, {
    hint: `Decompress it on the way in: ${command} FILE | earshot replay -`,
  })
}

const notCapture = (name: string): UserError =>
  new UserError(`${name} is not a capture file`, { hint: 'earshot reads pcap and pcapng, also compressed with gzip or zstd.' })

/** Wait, but not longer than until the signal. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done, { once: true })
  })
}
