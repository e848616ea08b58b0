import type { Readable } from 'node:stream'

/** The world as a command sees it. main.ts makes it from the process; tests make it from memory. */
export interface Io {
  /** The answer, and nothing else: stays parseable. */
  out(text: string): void
  /** Progress, warnings, summaries, errors. */
  err(text: string): void
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  /** Width of the terminal, 80 when there is none. */
  readonly columns: number
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  /** Aborted by SIGINT or SIGTERM: commands finish what they have and return. */
  readonly signal: AbortSignal
  /** Wall clock in milliseconds: for progress and flush intervals only, never for what is learned. */
  now(): number
}
