// Keeps messages for the next use, and the sum of the bytes that all messages in use hold.

import type { Counters } from '../sensor/base/counters.ts'
import type { Limits } from '../sensor/base/limits.ts'
import { fieldNames } from './field-names.ts'
import { InternTable } from './intern-table.ts'
import { PooledMessage } from './pooled-message.ts'

const POOLED_MESSAGES_MAX = 128
/** A message in the pool keeps no larger buffer than this. */
const POOLED_BUFFER_BYTES_MAX = 16 * 1024
const METHODS_MAX = 128

/** Messages, header names and methods that all flows of one pipeline share. */
export class MessagePool {
  readonly names: InternTable
  readonly methods = new InternTable(METHODS_MAX, false)
  readonly limits: Limits
  readonly counters: Counters
  readonly #free: PooledMessage[] = []
  #heldBytes = 0

  constructor(limits: Limits, counters: Counters) {
    this.limits = limits
    this.counters = counters
    this.names = fieldNames(limits.headerNames)
  }

  /** Bytes that messages in use hold. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  acquire(kind: 'request' | 'response', timestampUs: number): PooledMessage {
    const message = this.#free.pop() ?? new PooledMessage(this)
    message.reset(kind, timestampUs)
    this.#heldBytes += message.bytes.length
    return message
  }

  /** The message is no longer used; nobody may look at it any more. */
  release(message: PooledMessage): void {
    this.#heldBytes -= message.bytes.length
    if (this.#free.length >= POOLED_MESSAGES_MAX) return
    if (message.bytes.length > POOLED_BUFFER_BYTES_MAX) message.shrink()
    this.#free.push(message)
  }

  /** Whether one message may grow by `more` bytes; if so, they are counted. */
  mayHold(more: number): boolean {
    if (this.#heldBytes + more > this.limits.messageTotalBytes) return false
    this.#heldBytes += more
    return true
  }

  /** Bytes that `mayHold` counted are free again. */
  giveBack(bytes: number): void {
    this.#heldBytes -= bytes
  }
}
