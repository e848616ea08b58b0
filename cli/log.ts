import type { Io } from './io.ts'
import { type OptionValues, textOption } from './options.ts'
import { styleOf } from './style.ts'

export type LogFormat = 'text' | 'json'

export const logFormat = (options: OptionValues): LogFormat => (textOption(options, 'log-format') === 'json' ? 'json' : 'text')

/** Messages for people (or machines) on standard error. Never carries a value taken from traffic. */
export interface Log {
  note(message: string): void
  warn(message: string, hint?: string): void
  error(message: string, hint?: string): void
}

export function createLog(io: Io, format: LogFormat): Log {
  const style = styleOf(io.errIsTerminal, io.env)
  const write = (level: 'note' | 'warning' | 'error', message: string, hint?: string) => {
    if (format === 'json') return io.err(`${JSON.stringify({ level, message, ...(hint === undefined ? {} : { hint }) })}\n`)
    const label = level === 'error' ? style.red('earshot: ') : level === 'warning' ? style.yellow('warning: ') : ''
    io.err(`${label}${message}\n${hint === undefined ? '' : `  ${style.dim(hint)}\n`}`)
  }
  return {
    note: (message) => write('note', message),
    warn: (message, hint) => write('warning', message, hint),
    error: (message, hint) => write('error', message, hint),
  }
}
