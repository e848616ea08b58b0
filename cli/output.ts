import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { EXIT, UserError } from '../sensor/base/errors.ts'
import type { Io } from './io.ts'

const CHUNK = 64 * 1024

/** Where an answer goes: standard output, or a file that appears only when it is whole. */
export interface Output {
  write(text: string): void
  close(): void
}

export function createOutput(io: Io, path: string | undefined): Output {
  return path === undefined || path === '-' ? toStandardOutput(io) : toFile(path)
}

function toStandardOutput(io: Io): Output {
  let waiting = ''
  const flush = () => {
    if (waiting !== '') io.out(waiting)
    waiting = ''
  }
  return {
    write(text) {
      waiting += text
      if (waiting.length >= CHUNK) flush()
    },
    close() {
      flush()
    },
  }
}

/** Written beside its place and renamed at the end: a reader never finds half of it, an older one stays until then. */
function toFile(path: string): Output {
  const partial = `${path}.${process.pid}.partial`
  const failed = (cause: unknown) =>
    new UserError(`cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      hint: 'Check the folder, its permissions and the space left.',
      exitCode: EXIT.failed,
      cause,
    })
  let file: number
  try {
    file = openSync(partial, 'w', 0o600)
  } catch (cause) {
    throw failed(cause)
  }
  return {
    write(text) {
      try {
        writeSync(file, text)
      } catch (cause) {
        rmSync(partial, { force: true })
        throw failed(cause)
      }
    },
    close() {
      closeSync(file)
      renameSync(partial, path)
    },
  }
}
