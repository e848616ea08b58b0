// A BPF filter on replay: the capture goes through `tcpdump -r`, which filters it and writes pcap. [I/O]
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { constants, createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { EXIT, UserError } from '../base/errors.ts'
import { compressionOf, createDecompressor } from '../source/compression.ts'
import { driverSentence, FILTER_HINT } from './driver-failure.ts'
import { INSTALL_HINT } from './drivers.ts'

export interface FilteredCapture {
  /** A pcap stream of the packets that match. */
  readonly stream: Readable
  /** Resolves when all was read; rejects with a `UserError` when the capture could not be read to its end. */
  readonly done: Promise<void>
}

type Filter = ChildProcessByStdio<Writable, Readable, Readable>

/** Bytes that tell every compression. */
const HEAD_BYTES = 6

/**
 * Opens `path` (`-`: standard input), also when compressed, with only the packets that match the BPF `filter`.
 * Rejects with a `UserError` when the filter is not understood, the file is not there, it is no capture, or
 * tcpdump is not installed. A capture that is cut short yields what could be read.
 */
export async function filteredCapture(
  path: string,
  filter: string,
  stdin: NodeJS.ReadableStream = process.stdin,
): Promise<FilteredCapture> {
  if (path !== '-') await requireReadable(path)
  const child: Filter = spawn('tcpdump', ['-r', '-', '-w', '-', '--', filter], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(notStarted(cause)))
    child.once('close', resolve)
  })
  const feeding = feed(path === '-' ? stdin : createReadStream(path), child.stdin)
  // the head of the output comes once the filter is understood
  await Promise.race([new Promise((resolve) => child.stdout.once('readable', resolve)), ended])
  if (child.stdout.readableLength === 0) {
    await ended
    await feeding
    throw refused(path, filter, stderr)
  }
  return { stream: child.stdout, done: Promise.all([ended, feeding]).then(() => {}) }
}

async function requireReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK)
  } catch (cause) {
    const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new UserError(absent ? `no such file: ${path}` : `${path} cannot be read: permission denied`, { cause })
  }
}

/** Copies the capture to tcpdump, decompressed. Ends early, without a word, when tcpdump has ended. */
async function feed(source: NodeJS.ReadableStream, target: Writable): Promise<void> {
  // tcpdump ends as soon as it knows that it cannot go on
  target.on('error', () => {})
  const write = (bytes: Uint8Array): Promise<void> | undefined => {
    if (target.destroyed || target.write(bytes)) return undefined
    return new Promise((resolve) => {
      target.once('drain', resolve)
      target.once('close', resolve)
    })
  }
  let head = Buffer.alloc(0)
  let pass: ((bytes: Uint8Array) => Promise<unknown> | undefined) | undefined
  let decompressor: ReturnType<typeof createDecompressor> | undefined
  for await (const piece of source) {
    if (target.destroyed) break
    let bytes: Uint8Array = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    if (pass === undefined) {
      head = Buffer.concat([head, bytes])
      if (head.length < HEAD_BYTES) continue
      const compression = compressionOf(head)
      // a decompressor's output is valid only during the call
      if (compression !== null) decompressor = createDecompressor(compression, (output) => void target.write(Buffer.from(output)))
      pass = decompressor === undefined ? write : (input) => throttled(decompressor?.write(input), target)
      bytes = head
    }
    await pass(bytes)
  }
  if (pass === undefined) await write(head)
  await decompressor?.end()
  target.end()
}

/** Decompressed bytes are written as they come; wait here until the pipe has taken most of them. */
async function throttled(written: Promise<boolean> | undefined, target: Writable): Promise<void> {
  await written
  if (!target.writableNeedDrain || target.destroyed) return
  await new Promise((resolve) => {
    target.once('drain', resolve)
    target.once('close', resolve)
  })
}

function notStarted(cause: NodeJS.ErrnoException): UserError {
  if (cause.code === 'ENOENT')
    return new UserError('a filter on replay needs tcpdump, which is not installed', { hint: INSTALL_HINT, cause })
  return new UserError(`tcpdump cannot be started: ${cause.message}`, { cause, exitCode: EXIT.failed })
}

function refused(path: string, filter: string, stderr: string): UserError {
  const name = path === '-' ? 'standard input' : path
  if (/unknown file format|truncated dump file|bad dump file|unsupported|not a savefile/i.test(stderr))
    return new UserError(`${name} is not a capture file`, { hint: 'earshot reads pcap and pcapng, also compressed with gzip or zstd.' })
  return new UserError(
    `the capture filter "${filter}" was not understood: ${driverSentence(stderr.replace(/^reading from file.*\n/m, ''))}`,
    {
      hint: FILTER_HINT,
    },
  )
}
