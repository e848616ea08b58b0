import type { Readable } from 'node:stream'
import type { Counters } from '../sensor/base/counters.ts'
import type { PacketSink } from '../sensor/index.ts'
import { filteredCapture, readCapture } from '../sensor/index.ts'
import type { Io } from './io.ts'

/** Read one capture (`-` for standard input) into `sink`, through a capture filter if one is given. */
export async function openInput(
  path: string,
  sink: PacketSink,
  options: {
    counters: Counters
    filter: string | undefined
    io: Io
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
  const filtered = await filteredCapture(path, options.filter)
  await readCapture('-', sink, { counters, signal: io.signal, stdin: filtered.stream as Readable, ...progress })
  await filtered.done
}
