import { statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { CaptureRing, expandInputs } from '../sensor/index.ts'

const RING_POLL_MS = 200

/** One capture to read; `follow` is there when it may still grow (see `readCapture`). */
export interface CaptureToRead {
  readonly path: string
  readonly follow?: () => boolean
}

/** The captures named, in order. With `follow` the last one goes on without end: a file that grows, or a folder that a ring is written to. */
export async function* capturesToRead(paths: readonly string[], follow: boolean, signal: AbortSignal): AsyncGenerator<CaptureToRead> {
  const last = paths.at(-1) ?? ''
  if (!follow) return yield* expandInputs(paths).map((path) => ({ path }))
  if (paths.length > 1) yield* expandInputs(paths.slice(0, -1)).map((path) => ({ path }))
  if (statSync(last, { throwIfNoEntry: false })?.isDirectory() !== true) return yield { path: last, follow: () => true }
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
    yield { path, follow: hasMore }
    ring.leave(path)
  }
}
