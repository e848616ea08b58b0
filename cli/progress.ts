import type { Io } from './io.ts'

const EVERY_MS = 100
/** Nothing is shown for work that is done sooner. */
const PATIENCE_MS = 1000

/** One line that is written over itself on a terminal; silent elsewhere. */
export interface Progress {
  /** `text` is asked for only when it is shown. */
  update(text: () => string): void
  /** Take the line away. */
  clear(): void
}

export function createProgress(io: Io, quiet: boolean): Progress {
  if (quiet || !io.errIsTerminal) return { update() {}, clear() {} }
  const started = io.now()
  let shownAt = started + PATIENCE_MS - EVERY_MS
  let shown = false
  return {
    update(text) {
      const now = io.now()
      if (now - shownAt < EVERY_MS) return
      shownAt = now
      shown = true
      io.err(`\r\u001b[K${text().slice(0, Math.max(20, io.columns - 1))}`)
    },
    clear() {
      if (shown) io.err('\r\u001b[K')
      shown = false
    },
  }
}

const WIDTH = 24

/** `[######      ] 41 %`. */
export function bar(part: number, whole: number): string {
  const share = whole > 0 ? Math.min(1, part / whole) : 0
  const filled = Math.round(share * WIDTH)
  return `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${Math.floor(100 * share)} %`
}
