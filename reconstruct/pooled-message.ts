// The messages that readers build and sinks see: one growing buffer each, used again and again.

import type { AnomalyId } from '../sensor/base/anomaly.ts'
import { remembered } from '../sensor/base/remembered.ts'
import { type Decoded, undoCodings } from './content-coding.ts'
import { NAME } from './field-names.ts'
import { FIELD, type Message } from './message.ts'
import type { MessagePool } from './message-pool.ts'

const FIRST_BUFFER_BYTES = 1024
/** Below this many bytes a loop copies faster than making a view for `set`. */
const COPY_LOOP_BYTES = 48
const FIRST_FIELDS = 24

/** RFC 9110 §5.5: CR, LF and NUL inside a value, which includes folding, become a space. */
const BREAK = /[\r\n\0]/
const BREAKS = /(?<![ \t])[ \t]*[\r\n\0][ \t\r\n\0]*/g
const BLANK_ENDS = /^[ \t]+|(?<![ \t])[ \t]+$/g

const asLowToken = (text: string): string => text.trim().toLowerCase()

/** Bombs seen on one flow; at the bound its bodies are no longer decompressed. */
export type BombAccount = { bombs: number }

/** A `Message` and the means to build it. Only its reader calls what `Message` does not have. */
export class PooledMessage implements Message {
  kind: 'request' | 'response' = 'request'
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES)
  /** Bytes of `bytes` in use. */
  used = 0
  headEnd = 0
  method = ''
  targetStart = 0
  targetEnd = 0
  status = 0
  version = ''
  fieldCount = 0
  fields = new Int32Array(FIRST_FIELDS * FIELD.columns)
  bodyBytes = 0
  keptBodyBytes = 0
  truncated = false
  firstUs = 0
  lastUs = 0
  readonly anomalies: AnomalyId[] = []
  /** Codings of Transfer-Encoding in front of `chunked`. */
  transferCodings: readonly string[] = NO_CODINGS
  /** The last four body bytes, little-endian, once the body is longer than what is kept. */
  tail = 0
  account: BombAccount | null = null

  readonly #pool: MessagePool
  #decoded: Decoded | null = null
  /** Asked for by every reader of the message. */
  #mediaType: string | null = null
  #sharedAnomalies: AnomalyId[] | null = null

  constructor(pool: MessagePool) {
    this.#pool = pool
  }

  /** Empty again, for a new message. */
  reset(kind: 'request' | 'response', timestampUs: number): void {
    this.kind = kind
    this.used = this.headEnd = this.targetStart = this.targetEnd = this.status = 0
    this.fieldCount = this.bodyBytes = this.keptBodyBytes = this.tail = 0
    this.method = this.version = ''
    this.truncated = false
    this.firstUs = this.lastUs = timestampUs
    if (this.anomalies.length > 0) this.anomalies.length = 0
    this.transferCodings = NO_CODINGS
    this.account = null
    this.#decoded = null
    this.#mediaType = null
    this.#sharedAnomalies = null
  }

  note(anomaly: AnomalyId): void {
    if (this.anomalies.includes(anomaly)) return
    this.anomalies.push(anomaly)
    if (this.#sharedAnomalies !== null && !this.#sharedAnomalies.includes(anomaly)) this.#sharedAnomalies.push(anomaly)
  }

  /** From now on `list` holds this message's anomalies, too. */
  shareAnomalies(list: AnomalyId[]): void {
    this.#sharedAnomalies = list
    for (const anomaly of this.anomalies) if (!list.includes(anomaly)) list.push(anomaly)
  }

  /** Appends `source[start, end)`, as far as the memory of all messages allows; tells how many bytes were kept. */
  append(source: Uint8Array, start: number, end: number): number {
    const length = end - start
    const needed = this.used + length
    if (needed > this.bytes.length && !this.#grow(needed)) return 0
    const bytes = this.bytes
    if (length <= COPY_LOOP_BYTES) for (let i = 0; i < length; i++) bytes[this.used + i] = source[start + i] as number
    else bytes.set(source.subarray(start, end), this.used)
    this.used = needed
    return length
  }

  /** Forgets the first `count` bytes (while the head is not read yet). */
  dropFront(count: number): void {
    this.bytes.copyWithin(0, count, this.used)
    this.used -= count
  }

  #grow(needed: number): boolean {
    let size = this.bytes.length
    while (size < needed) size *= 2
    if (!this.#pool.mayHold(size - this.bytes.length)) return false
    const larger = Buffer.allocUnsafeSlow(size)
    larger.set(this.bytes.subarray(0, this.used))
    this.bytes = larger
    return true
  }

  /** Back to the first size, for the pool. */
  shrink(): void {
    this.bytes = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES)
  }

  setMethod(start: number, end: number): void {
    const methods = this.#pool.methods
    const id = methods.intern(this.bytes, start, end)
    this.method = id < 0 ? this.bytes.toString('latin1', start, end) : methods.name(id)
  }

  setVersion(start: number, end: number): void {
    const bytes = this.bytes
    const usual = end - start === 8 && bytes[start] === 72 && bytes[start + 5] === 49 && bytes[start + 6] === 46
    if (usual && bytes[start + 7] === 49) this.version = 'HTTP/1.1'
    else if (usual && bytes[start + 7] === 48) this.version = 'HTTP/1.0'
    else this.version = bytes.toString('latin1', start, Math.min(end, start + 16))
  }

  addField(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const row = this.fieldCount * FIELD.columns
    if (row === this.fields.length) {
      const larger = new Int32Array(row * 2)
      larger.set(this.fields)
      this.fields = larger
    }
    const fields = this.fields
    fields[row + FIELD.nameId] = this.#pool.names.intern(this.bytes, nameStart, nameEnd)
    fields[row + FIELD.nameStart] = nameStart
    fields[row + FIELD.nameEnd] = nameEnd
    fields[row + FIELD.valueStart] = valueStart
    fields[row + FIELD.valueEnd] = valueEnd
    this.fieldCount++
  }

  /** The index of the next field named `nameId` from field `from` on, or -1. */
  findField(nameId: number, from: number): number {
    const fields = this.fields
    for (let index = from; index < this.fieldCount; index++) if (fields[index * FIELD.columns + FIELD.nameId] === nameId) return index
    return -1
  }

  target(): string {
    return this.bytes.toString('latin1', this.targetStart, this.targetEnd)
  }

  fieldName(index: number): string {
    const row = index * FIELD.columns
    const id = this.fields[row] as number
    if (id >= 0) return this.#pool.names.name(id)
    return this.bytes.toString('latin1', this.fields[row + FIELD.nameStart], this.fields[row + FIELD.nameEnd]).toLowerCase()
  }

  fieldValue(index: number): string {
    const row = index * FIELD.columns
    const value = this.bytes.toString('latin1', this.fields[row + FIELD.valueStart], this.fields[row + FIELD.valueEnd])
    return BREAK.test(value) ? value.replace(BREAKS, ' ').replace(BLANK_ENDS, '') : value
  }

  /** The value of field `index` is these bytes, as they are. */
  isFieldValue(index: number, value: Uint8Array): boolean {
    const row = index * FIELD.columns
    const start = this.fields[row + FIELD.valueStart] as number
    if ((this.fields[row + FIELD.valueEnd] as number) - start !== value.length) return false
    for (let i = 0; i < value.length; i++) if (this.bytes[start + i] !== value[i]) return false
    return true
  }

  header(name: string): string | undefined {
    const id = this.#pool.names.idOf(name)
    if (id >= 0) {
      const index = this.findField(id, 0)
      return index < 0 ? undefined : this.fieldValue(index)
    }
    for (let index = 0; index < this.fieldCount; index++) {
      if (this.fields[index * FIELD.columns] === -1 && this.fieldName(index) === name) return this.fieldValue(index)
    }
    return undefined
  }

  mediaType(): string {
    if (this.#mediaType !== null) return this.#mediaType
    const index = this.findField(NAME['content-type'], 0)
    this.#mediaType = index < 0 ? '' : mediaTypeIn(this.fieldValue(index))
    return this.#mediaType
  }

  decodedBody(): Uint8Array {
    return this.#decode().bytes
  }

  decodedBytes(): number {
    return this.#decode().length
  }

  decodedTruncated(): boolean {
    return this.#decode().truncated
  }

  #decode(): Decoded {
    if (this.#decoded !== null) return this.#decoded
    const kept = this.bytes.subarray(this.headEnd, this.headEnd + this.keptBodyBytes)
    const complete = !this.truncated && this.keptBodyBytes === this.bodyBytes
    const codings = this.#codings()
    if (codings.length === 0) this.#decoded = { bytes: kept, length: this.bodyBytes, truncated: !complete, outcome: 'ok' }
    else this.#decoded = this.#undo(codings, kept, complete)
    return this.#decoded
  }

  #undo(codings: readonly string[], kept: Uint8Array, complete: boolean): Decoded {
    const { limits, counters } = this.#pool
    const asItIs: Decoded = { bytes: kept, length: kept.length, truncated: !complete, outcome: 'ok' }
    const tooMany = codings.length > limits.contentCodings
    if (tooMany || (this.account !== null && this.account.bombs >= limits.bombsPerFlow)) {
      this.#fail('decode-failed')
      return asItIs
    }
    const seenToEnd = !this.anomalies.includes('gap-in-body') && !this.anomalies.includes('cut-by-end')
    const tail = !complete && seenToEnd && this.bodyBytes > this.keptBodyBytes ? this.tail >>> 0 : -1
    const decoded = undoCodings(codings, kept, complete, tail, { bytes: limits.decodedBodyBytes, ratio: limits.inflateRatio })
    if (decoded.outcome === 'failed') this.#fail('decode-failed')
    else if (decoded.outcome === 'bomb') {
      if (this.account !== null) this.account.bombs++
      this.note('decode-bomb')
      counters.add('http.decode-bombs')
    } else if (complete && decoded.truncated) this.note('limit-decoded-body')
    return decoded
  }

  #fail(anomaly: 'decode-failed'): void {
    this.note(anomaly)
    this.#pool.counters.add('http.decode-failed')
  }

  /** Codings in the order they were applied: Content-Encoding, then what Transfer-Encoding put around it. */
  #codings(): readonly string[] {
    let index = this.findField(NAME['content-encoding'], 0)
    if (index < 0 && this.transferCodings.length === 0) return NO_CODINGS
    const codings: string[] = []
    for (; index >= 0; index = this.findField(NAME['content-encoding'], index + 1)) {
      for (const part of this.fieldValue(index).split(',')) {
        const coding = asLowToken(part.split(';', 1)[0] ?? '')
        if (coding !== '' && coding !== 'identity') codings.push(coding)
      }
    }
    codings.push(...this.transferCodings)
    return codings
  }
}

const MEDIA_TYPES_MAX = 1024
const mediaTypeIn = remembered(MEDIA_TYPES_MAX, (value) => {
  const semicolon = value.indexOf(';')
  return asLowToken(semicolon < 0 ? value : value.slice(0, semicolon))
})

export const NO_CODINGS: readonly string[] = Object.freeze([])
