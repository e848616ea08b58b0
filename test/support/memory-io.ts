import { Readable } from 'node:stream'
import { COMMANDS } from '../../cli/commands.ts'
import type { Io } from '../../cli/io.ts'
import { run } from '../../cli/run.ts'

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** An `Io` that remembers what was written. */
export function memoryIo(overrides: Partial<Io> = {}): Io & { readonly written: { out: string; err: string } } {
  const written = { out: '', err: '' }
  return {
    written,
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: Number.POSITIVE_INFINITY,
    env: {},
    stdin: Readable.from([]),
    signal: new AbortController().signal,
    now: () => 0,
    ...overrides,
  }
}

/** Run a whole command line in this process. */
export const earshot = (...argv: string[]): Promise<Outcome> => earshotUntil(new AbortController().signal, ...argv)

/** The same; `signal` is Ctrl-C. */
export async function earshotUntil(signal: AbortSignal, ...argv: string[]): Promise<Outcome> {
  const io = memoryIo({ now: () => Date.now(), signal })
  const code = await run(COMMANDS, argv, io)
  return { code, ...io.written }
}
