import { statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { CaptureRing, expandInputs } from '../sensor/index.ts'

const RING_POLL_MS = 200

/** Captures to read together, in the order of their packets; `follow` is there with one that may still grow (see `readCapture`). */
export interface CapturesToRead {
  readonly paths: readonly string[]
  readonly follow?: () => boolean
}

/**
 * The captures named: all files together, then standard input. With `follow` the last one comes after the others and goes on without end: a file
 * that grows, or a folder that a ring is written to.
 */
export async function* capturesToRead(paths: readonly string[], follow: boolean, signal: AbortSignal): AsyncGenerator<CapturesToRead> {
  if (!follow) return yield* together(expandInputs(paths))
  const last = paths.at(-1) ?? ''
  if (paths.length > 1) yield* together(expandInputs(paths.slice(0, -1)))
  if (statSync(last, { throwIfNoEntry: false })?.isDirectory() !== true) return yield { paths: [last], follow: () => true }
  const ring = new CaptureRing(last)
  while (!signal.aborted) {
    const path = ring.next()
    if (path === null) {
      await delay(RING_POLL_MS, undefined, { signal }).catch(() => {})
      continue
    }
    // looked at before the end is reached, so that what was written before the writer went on is still read
    let isOver = false
    const hasMore = () => {
      if (isOver) return false
      isOver = ring.isOver(path)
      return true
    }
    yield { paths: [path], follow: hasMore }
    ring.leave(path)
  }
}

/** Standard input may be slow or endless: files do not wait for it. */
function* together(paths: readonly string[]): Generator<CapturesToRead> {
  const files = paths.filter((path) => path !== '-')
  if (files.length > 0) yield { paths: files }
  if (files.length < paths.length) yield { paths: ['-'] }
}
