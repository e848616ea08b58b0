// What goes from the reading thread to a worker, as records in memory: segments, packet time, labels of encapsulations, marks.
//
// A record begins at a multiple of 8 and is as long: words of 32 bits, in the byte order of the machine, then bytes.

import type { TcpSegment } from '../../sensor/index.ts'

// Words of every record.
const LENGTH = 0
const KIND = 1
/** The time of a segment, or packet time; a double. */
const TIME_DOUBLE = 1
// Words of a segment.
const INTERFACE = 4
const PORTS = 5
const SEQUENCE = 6
const ACKNOWLEDGEMENT = 7
const ID_AND_CHECKSUM = 8
const FLAGS = 9
const PAYLOAD = 10
const WIRE = 11
const ENCAPSULATION = 12
const TENANT = 13
const SEGMENT_HEAD_BYTES = 14 * 4
/** Bytes of every other record before its text. */
const HEAD_BYTES = 16
// Words of a label or a mark.
const NUMBER = 2
const TEXT = 3

const SEGMENT = 1
const TIME = 2
const LABELS = 3
const MARK = 4

/** Shorter than this, a loop is quicker than making a view. */
const SHORT_BYTES = 64

/** Memory with records, seen as bytes, words and doubles. */
export class RecordArea {
  readonly bytes: Uint8Array
  readonly words: Int32Array
  readonly doubles: Float64Array

  constructor(memory: ArrayBufferLike) {
    this.bytes = new Uint8Array(memory)
    this.words = new Int32Array(memory)
    this.doubles = new Float64Array(memory)
  }
}

/** Who is told what is in records, in their order. */
export interface RecordSink {
  /** As `SegmentSink`: the registers are valid during the call. */
  segment(segment: TcpSegment): void
  time(nowUs: number): void
  /** What the encapsulation of an id is called, before the first segment with it. */
  labels(id: number, labels: readonly string[]): void
  mark(mark: number): void
}

const aligned = (bytes: number): number => (bytes + 7) & ~7

export const segmentBytes = (segment: TcpSegment): number =>
  aligned(SEGMENT_HEAD_BYTES + (segment.ipVersion === 6 ? 32 : 8) + segment.payloadEnd - segment.payloadStart)

/** Write a segment at `at`, where there are `segmentBytes` of room. */
export function writeSegment({ bytes, words, doubles }: RecordArea, at: number, segment: TcpSegment): void {
  const word = at >> 2
  const payload = segment.payloadEnd - segment.payloadStart
  const address = segment.ipVersion === 6 ? 16 : 4
  words[word + LENGTH] = segmentBytes(segment)
  words[word + KIND] = SEGMENT | (segment.ipVersion << 8)
  doubles[(at >> 3) + TIME_DOUBLE] = segment.timestampUs
  words[word + INTERFACE] = segment.interfaceId
  words[word + PORTS] = (segment.sourcePort << 16) | segment.destinationPort
  words[word + SEQUENCE] = segment.sequence
  words[word + ACKNOWLEDGEMENT] = segment.acknowledgement
  words[word + ID_AND_CHECKSUM] = (segment.ipId << 16) | segment.checksum
  words[word + FLAGS] = (segment.urgentPointer << 16) | segment.flags
  words[word + PAYLOAD] = payload
  words[word + WIRE] = segment.payloadWireBytes
  words[word + ENCAPSULATION] = segment.encapsulationId
  words[word + TENANT] = segment.tenant
  let to = at + SEGMENT_HEAD_BYTES
  copy(segment.bytes, segment.sourceAddress, bytes, to, address)
  copy(segment.bytes, segment.destinationAddress, bytes, (to += address), address)
  copy(segment.bytes, segment.payloadStart, bytes, to + address, payload)
}

function copy(from: Uint8Array, start: number, to: Uint8Array, at: number, length: number): void {
  if (length > SHORT_BYTES) to.set(from.subarray(start, start + length), at)
  else for (let index = 0; index < length; index++) to[at + index] = from[start + index]!
}

export const TIME_BYTES = HEAD_BYTES

export function writeTime({ words, doubles }: RecordArea, at: number, nowUs: number): void {
  words[(at >> 2) + LENGTH] = TIME_BYTES
  words[(at >> 2) + KIND] = TIME
  doubles[(at >> 3) + TIME_DOUBLE] = nowUs
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Labels as bytes, for `writeLabels`. */
export const labelsText = (labels: readonly string[]): Uint8Array => encoder.encode(JSON.stringify(labels))
export const labelsBytes = (text: Uint8Array): number => aligned(HEAD_BYTES + text.length)

export function writeLabels({ bytes, words }: RecordArea, at: number, id: number, text: Uint8Array): void {
  words[(at >> 2) + LENGTH] = labelsBytes(text)
  words[(at >> 2) + KIND] = LABELS
  words[(at >> 2) + NUMBER] = id
  words[(at >> 2) + TEXT] = text.length
  bytes.set(text, at + HEAD_BYTES)
}

export const MARK_BYTES = HEAD_BYTES

export function writeMark({ words }: RecordArea, at: number, mark: number): void {
  words[(at >> 2) + LENGTH] = MARK_BYTES
  words[(at >> 2) + KIND] = MARK
  words[(at >> 2) + NUMBER] = mark
}

/** Reads records; one set of registers serves all segments. */
export class RecordReader {
  readonly #segment: TcpSegment = {
    ...{ bytes: new Uint8Array(0), timestampUs: 0, interfaceId: 0, ipVersion: 4, sourceAddress: 0, destinationAddress: 0 },
    ...{ ipId: 0, sourcePort: 0, destinationPort: 0, sequence: 0, acknowledgement: 0, flags: 0, checksum: 0, urgentPointer: 0 },
    ...{ payloadStart: 0, payloadEnd: 0, payloadWireBytes: 0, encapsulationId: 0, tenant: 0 },
  }
  readonly #sink: RecordSink

  constructor(sink: RecordSink) {
    this.#sink = sink
  }

  /** Tell what is in the records from `start` up to `end`. */
  read(area: RecordArea, start: number, end: number): void {
    const { words, doubles } = area
    for (let at = start; at < end; at += words[(at >> 2) + LENGTH]!) {
      const word = at >> 2
      switch (words[word + KIND]! & 0xff) {
        case SEGMENT:
          this.#readSegment(area, at)
          break
        case TIME:
          this.#sink.time(doubles[(at >> 3) + TIME_DOUBLE]!)
          break
        case LABELS:
          this.#sink.labels(words[word + NUMBER]!, readLabels(area, at))
          break
        default:
          this.#sink.mark(words[word + NUMBER]!)
      }
    }
  }

  #readSegment({ bytes, words, doubles }: RecordArea, at: number): void {
    const segment = this.#segment
    const word = at >> 2
    segment.bytes = bytes
    segment.timestampUs = doubles[(at >> 3) + TIME_DOUBLE]!
    segment.interfaceId = words[word + INTERFACE]!
    segment.ipVersion = words[word + KIND]! >>> 8
    segment.sourcePort = words[word + PORTS]! >>> 16
    segment.destinationPort = words[word + PORTS]! & 0xffff
    segment.sequence = words[word + SEQUENCE]! >>> 0
    segment.acknowledgement = words[word + ACKNOWLEDGEMENT]! >>> 0
    segment.ipId = words[word + ID_AND_CHECKSUM]! >>> 16
    segment.checksum = words[word + ID_AND_CHECKSUM]! & 0xffff
    segment.urgentPointer = words[word + FLAGS]! >>> 16
    segment.flags = words[word + FLAGS]! & 0xffff
    segment.payloadWireBytes = words[word + WIRE]!
    segment.encapsulationId = words[word + ENCAPSULATION]!
    segment.tenant = words[word + TENANT]! >>> 0
    const address = segment.ipVersion === 6 ? 16 : 4
    segment.sourceAddress = at + SEGMENT_HEAD_BYTES
    segment.destinationAddress = segment.sourceAddress + address
    segment.payloadStart = segment.destinationAddress + address
    segment.payloadEnd = segment.payloadStart + words[word + PAYLOAD]!
    this.#sink.segment(segment)
  }
}

function readLabels({ bytes, words }: RecordArea, at: number): string[] {
  const start = at + HEAD_BYTES
  return JSON.parse(decoder.decode(bytes.subarray(start, start + words[(at >> 2) + TEXT]!))) as string[]
}
