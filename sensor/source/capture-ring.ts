// A folder that a ring of captures is written to, such as by `tcpdump -C 100 -W 10` or `dumpcap -b`: files come in the order in which they
// were written last, for a ring uses its names again. [I/O]

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../base/errors.ts'
import { isCaptureName } from './expand-inputs.ts'

interface RingFile {
  readonly path: string
  readonly writtenMs: number
}

export class CaptureRing {
  readonly #directory: string
  /** Path -> when it was written last, as of the moment it was left. */
  readonly #left = new Map<string, number>()

  /** Throws UserError where `directory` cannot be listed. */
  constructor(directory: string) {
    this.#directory = directory
    this.#files()
  }

  /** The file that was written longest ago among those not yet read, or null while there is none. */
  next(): string | null {
    return this.#unread()[0]?.path ?? null
  }

  /** Whether the writer has gone on to another file than `path`. */
  isOver(path: string): boolean {
    return this.#unread().some((file) => file.path !== path)
  }

  /** Everything in `path` was read: it comes again only when it is written anew. */
  leave(path: string): void {
    this.#left.set(path, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  }

  #unread(): RingFile[] {
    return this.#files()
      .filter(({ path, writtenMs }) => writtenMs > (this.#left.get(path) ?? -1))
      .sort((a, b) => a.writtenMs - b.writtenMs || (a.path < b.path ? -1 : 1))
  }

  /** Files without content are left out: the newest of a ring is empty until its first packet. */
  #files(): RingFile[] {
    try {
      return readdirSync(this.#directory).flatMap((name) => {
        const path = join(this.#directory, name)
        const status = isCaptureName(name) ? statSync(path, { throwIfNoEntry: false }) : undefined
        return status?.isFile() === true && status.size > 0 ? [{ path, writtenMs: status.mtimeMs }] : []
      })
    } catch (cause) {
      throw new UserError(`${this.#directory} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
    }
  }
}
