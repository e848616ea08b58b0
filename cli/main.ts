#!/usr/bin/env node
// The only file that touches the process: arguments, streams, signals, exit code.

import { COMMANDS } from './commands.ts'
import type { Io } from './io.ts'
import { run } from './run.ts'

const abort = new AbortController()
let interrupts = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupts++
    // the first asks for a clean end; whoever insists gets a hard one
    if (interrupts > 2) process.exit(130)
    abort.abort(signal)
  })
}
// `earshot … | head` is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
process.stderr.on('error', () => {})

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  env: process.env,
  stdin: process.stdin,
  signal: abort.signal,
  now: () => Date.now(),
}

process.exitCode = await run(COMMANDS, process.argv.slice(2), io)
