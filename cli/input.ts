import type { Readable } from 'node:stream'
import type { Counters } from '../sensor/base/counters.ts'
import { UserError } from '../sensor/base/errors.ts'
import { type ByteSource, filteredCapture, mergeCaptures, type PacketSink, readCapture, streamSource } from '../sensor/index.ts'
import type { CapturesToRead } from './captures.ts'
import type { Io } from './io.ts'

interface InputOptions {
  readonly counters: Counters
  readonly filter: string | undefined
  readonly io: Io
}

/** Read one capture (`-` for standard input) into `sink`, through a capture filter if one is given. */
export async function openInput(
  path: string,
  sink: PacketSink,
  options: InputOptions & {
    onProgress?: (readBytes: number, totalBytes: number | null) => void
    /** As in `readCapture`. A capture filter needs a file that has an end. */
    follow?: () => boolean
  },
): Promise<void> {
  const { counters, io } = options
  const progress = {
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.follow === undefined ? {} : { follow: options.follow }),
  }
  if (options.filter === undefined) return readCapture(path, sink, { counters, signal: io.signal, stdin: io.stdin, ...progress })
  const filtered = await filteredCapture(path, options.filter, io.stdin)
  await readCapture('-', sink, { counters, signal: io.signal, stdin: filtered.stream as Readable, ...progress })
  await filtered.done
}

/** Read captures into `sink` in the order of their packets. Returns how many could be read; `onRefused` is told of each that could not. */
export async function openInputs(
  { paths, follow }: CapturesToRead,
  sink: PacketSink,
  options: InputOptions & { onRefused: (error: UserError) => void; onProgress: (readBytes: number, path: string) => void },
): Promise<number> {
  const { counters, filter, io, onProgress, onRefused } = options
  const [first = '-'] = paths
  if (first === '-' || follow !== undefined) {
    const progress = { onProgress: (bytes: number) => onProgress(bytes, first), ...(follow === undefined ? {} : { follow }) }
    try {
      await openInput(first, sink, { counters, filter, io, ...progress })
      return 1
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      onRefused(error)
      return 0
    }
  }
  return mergeCaptures(paths, sink, {
    ...{ counters, signal: io.signal, onProgress, onRefused: (_path, error) => onRefused(error) },
    ...(filter === undefined ? {} : { open: (path) => filteredSource(path, filter, io.signal) }),
  })
}

async function filteredSource(path: string, filter: string, signal: AbortSignal): Promise<ByteSource> {
  const { stream, done } = await filteredCapture(path, filter)
  // a fault is told where the capture ends; until then nobody listens
  done.catch(() => {})
  const source = streamSource(stream, path, signal)
  return {
    ...source,
    async read(buffer, start, end) {
      const count = await source.read(buffer, start, end)
      if (count === 0 && !signal.aborted) await done
      return count
    },
  }
}
