// Writes to standard output without ever waiting for the reader: what it does not take is kept, up to a bound. [I/O]
import { write } from 'node:fs'

const STDOUT = 1
const BATCH_BYTES = 256 * 1024

export class OutputQueue {
  readonly #limitBytes: number
  readonly #descriptor: number
  readonly #full: Uint8Array[] = []
  #batch = Buffer.allocUnsafeSlow(BATCH_BYTES)
  #batched = 0
  #queuedBytes = 0
  #isWriting = false
  #onEmpty: (() => void) | undefined

  /** Keeps about `limitBytes`. */
  constructor(limitBytes: number, descriptor: number = STDOUT) {
    this.#limitBytes = limitBytes
    this.#descriptor = descriptor
  }

  /** Copies the parts, each smaller than a batch, behind one another; false when the queue is full: then none of them. */
  add(...parts: readonly Uint8Array[]): boolean {
    let bytes = 0
    for (const part of parts) bytes += part.length
    if (this.#queuedBytes + bytes > this.#limitBytes) return false
    if (this.#batched + bytes > BATCH_BYTES) this.#closeBatch()
    for (const part of parts) {
      this.#batch.set(part, this.#batched)
      this.#batched += part.length
    }
    this.#queuedBytes += bytes
    this.#pump()
    return true
  }

  /** Calls back once, when all was written. */
  whenEmpty(callback: () => void): void {
    this.#onEmpty = callback
    this.#pump()
  }

  #closeBatch(): void {
    if (this.#batched === 0) return
    this.#full.push(this.#batch.subarray(0, this.#batched))
    this.#batch = Buffer.allocUnsafeSlow(BATCH_BYTES)
    this.#batched = 0
  }

  #pump(): void {
    if (this.#isWriting) return
    if (this.#full.length === 0) this.#closeBatch()
    const next = this.#full.shift()
    if (next === undefined) this.#onEmpty?.()
    else {
      this.#isWriting = true
      this.#write(next)
    }
  }

  #write(bytes: Uint8Array): void {
    write(this.#descriptor, bytes, 0, bytes.length, null, (error, written) => {
      // the reader is gone
      if (error?.code === 'EPIPE') process.exit(0)
      if (error !== null && error.code !== 'EAGAIN') throw error
      this.#queuedBytes -= written ?? 0
      const rest = bytes.subarray(written ?? 0)
      if (rest.length > 0) return this.#write(rest)
      this.#isWriting = false
      this.#pump()
    })
  }
}
