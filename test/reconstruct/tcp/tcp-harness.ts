// Feeds segments to a flow table and writes down what readers are told. Every test ends with the account of payload bytes.

import { expect } from 'vitest'
import type { EndReason, GapCause, OpenReader, StreamFlow, StreamReader } from '../../../reconstruct/stream.ts'
import { FlowTable } from '../../../reconstruct/tcp/flow-table.ts'
import { type CounterId, Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../../../sensor/base/limits.ts'
import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, type TcpSegment } from '../../../sensor/index.ts'

export const text = (value: string): Uint8Array => new TextEncoder().encode(value)

/** What may be said of one segment; the rest is usual. Sequence numbers count from the sides' initial numbers. */
export interface SegmentOptions {
  readonly from?: 'client' | 'server'
  readonly seq?: number
  readonly ack?: number
  readonly flags?: string
  readonly data?: string | Uint8Array
  /** Bytes cut off by the snap length. */
  readonly cut?: number
  readonly at?: number
  readonly ipId?: number
  readonly port?: number
  readonly serverPort?: number
  readonly client?: number
  readonly tenant?: number
  /** The segment is urgent up to here. */
  readonly urgent?: number
  readonly ipv6?: boolean
}

const FLAG_BITS: Readonly<Record<string, number>> = { S: TCP_SYN, A: TCP_ACK, F: TCP_FIN, R: TCP_RST, P: 8, U: 32 }

/** A reader that turns every call into a line: `> 0 "GET"`, `< gap 5 acked`, `end fin`. */
export class Transcript implements StreamReader {
  readonly lines: string[]
  readonly flow: StreamFlow
  /** Bytes of each direction, by offset; what is not there is a gap. */
  readonly bytes: [Map<number, number>, Map<number, number>] = [new Map(), new Map()]
  readonly next: [number, number] = [-1, -1]
  readonly gapBytes: [number, number] = [0, 0]
  /** Offsets at which a byte may be passed over. */
  readonly urgent: Set<number>
  busy = false
  worthKeeping = false
  onData: (() => void) | undefined
  ended = false

  constructor(lines: string[], flow: StreamFlow, urgent: readonly number[] = []) {
    this.lines = lines
    this.flow = flow
    this.urgent = new Set(urgent)
  }

  data(direction: 0 | 1, bytes: Uint8Array, start: number, end: number, offset: number, acknowledged: number): void {
    expect(this.ended).toBe(false)
    expect(end).toBeGreaterThan(start)
    if (this.next[direction] >= 0 && !this.urgent.delete(this.next[direction])) expect(offset).toBe(this.next[direction])
    this.next[direction] = offset + end - start
    for (let index = start; index < end; index++) this.bytes[direction].set(offset + index - start, bytes[index] as number)
    const seen = acknowledged < 0 ? '' : ` (${acknowledged})`
    this.lines.push(`${'><'[direction]} ${offset} ${new TextDecoder('latin1').decode(bytes.slice(start, end))}${seen}`)
    this.onData?.()
  }

  gap(direction: 0 | 1, missing: number, cause: GapCause): void {
    expect(missing).toBeGreaterThan(0)
    if (this.next[direction] >= 0) this.next[direction] += missing
    this.gapBytes[direction] += missing
    this.lines.push(`${'><'[direction]} gap ${missing} ${cause}`)
  }

  finished(direction: 0 | 1): void {
    this.lines.push(`${'><'[direction]} finished`)
  }

  end(reason: EndReason): void {
    this.ended = true
    this.lines.push(`end ${reason}`)
  }

  summarise(): void {
    this.lines.push('summary')
  }

  /** The stream of a direction as text, without gaps. */
  stream(direction: 0 | 1): string {
    return String.fromCharCode(...[...this.bytes[direction].entries()].sort((a, b) => a[0] - b[0]).map(([, byte]) => byte))
  }
}

export interface WireOptions {
  readonly limits?: Partial<Limits>
  readonly clientStart?: number
  readonly serverStart?: number
  /** Offsets of bytes that readers must not be given. */
  readonly urgent?: readonly number[]
  readonly onFault?: (fault: unknown) => void
  readonly openReader?: (flow: StreamFlow, lines: string[]) => StreamReader
}

export class Wire {
  readonly counters = new Counters()
  readonly lines: string[] = []
  readonly readers: Transcript[] = []
  readonly table: FlowTable
  nowUs = 1_700_000_000_000_000
  #ipId = 1
  readonly #clientStart: number
  readonly #serverStart: number

  constructor(options: WireOptions = {}) {
    this.#clientStart = options.clientStart ?? 1000
    this.#serverStart = options.serverStart ?? 5000
    const openReader: OpenReader = (flow) => {
      if (options.openReader !== undefined) return options.openReader(flow, this.lines)
      const reader = new Transcript(this.lines, flow, options.urgent)
      this.readers.push(reader)
      return reader
    }
    this.table = new FlowTable({
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      counters: this.counters,
      openReader,
      encapsulation: (id) => (id === 0 ? [] : [`vlan:${id}`]),
      ...(options.onFault && { onFault: options.onFault }),
    })
  }

  /** One segment. Without `seq` it is at the start (0) of the sender's stream. */
  send(options: SegmentOptions): this {
    const data = typeof options.data === 'string' ? text(options.data) : (options.data ?? new Uint8Array())
    const flags = options.flags ?? `${options.ack === undefined ? '' : 'A'}${options.urgent === undefined ? '' : 'U'}`
    this.nowUs += options.at ?? 1000
    this.table.segment(this.segmentOf(options, data, flags))
    return this
  }

  wait(us: number): this {
    this.nowUs += us
    return this
  }

  handshake(options: SegmentOptions = {}): this {
    this.send({ ...options, from: 'client', seq: -1, flags: 'S' })
    this.send({ ...options, from: 'server', seq: -1, ack: 0, flags: 'SA' })
    return this.send({ ...options, from: 'client', seq: 0, ack: 0, flags: 'A' })
  }

  client(seq: number, data: string | Uint8Array, ack = 0, options: SegmentOptions = {}): this {
    return this.send({ ...options, from: 'client', seq, data, ack })
  }

  server(seq: number, data: string | Uint8Array, ack = 0, options: SegmentOptions = {}): this {
    return this.send({ ...options, from: 'server', seq, data, ack })
  }

  get(id: CounterId): number {
    return this.counters.get(id)
  }

  /** The lines so far, which are then forgotten. */
  take(): string[] {
    return this.lines.splice(0)
  }

  finish(): this {
    this.table.finish()
    this.account()
    return this
  }

  /** Every payload byte is accounted for exactly once. */
  account(): void {
    const get = (id: CounterId) => this.counters.get(id)
    const parts: CounterId[] = [
      'tcp.delivered-bytes',
      'tcp.urgent-bytes',
      'tcp.retransmitted-bytes',
      'tcp.late-after-gap-bytes',
      'tcp.data-after-fin-bytes',
      'tcp.out-of-range-bytes',
      'tcp.syn-data-refused-bytes',
      'tcp.shed-bytes',
    ]
    const accounted = parts.reduce((sum, id) => sum + get(id), this.table.queuedBytes)
    expect({ accounted }).toEqual({ accounted: get('tcp.payload-bytes') })
    for (const id of parts) expect(get(id)).toBeGreaterThanOrEqual(0)
  }

  segmentOf(options: SegmentOptions, data: Uint8Array, flags: string): TcpSegment {
    const fromClient = options.from !== 'server'
    const width = options.ipv6 === true ? 16 : 4
    const bytes = new Uint8Array(width * 2 + data.length + 3)
    bytes.fill(10, 0, width * 2)
    new DataView(bytes.buffer).setUint16(width - 2, options.client ?? 1)
    bytes[width * 2 - 1] = 200
    bytes.set(data, width * 2)
    const port = options.port ?? 40_000
    const serverPort = options.serverPort ?? 80
    const ours = fromClient ? this.#clientStart : this.#serverStart
    const theirs = fromClient ? this.#serverStart : this.#clientStart
    return {
      bytes,
      timestampUs: this.nowUs,
      interfaceId: 0,
      ipVersion: options.ipv6 === true ? 6 : 4,
      sourceAddress: fromClient ? 0 : width,
      destinationAddress: fromClient ? width : 0,
      ipId: options.ipId ?? this.#ipId++ & 0xffff,
      sourcePort: fromClient ? port : serverPort,
      destinationPort: fromClient ? serverPort : port,
      sequence: (ours + (options.seq ?? 0)) >>> 0,
      acknowledgement: options.ack === undefined ? 0 : (theirs + options.ack) >>> 0,
      flags: [...flags].reduce((bits, flag) => bits | (FLAG_BITS[flag] as number), 0),
      checksum: 7,
      urgentPointer: options.urgent ?? 0,
      payloadStart: width * 2,
      payloadEnd: width * 2 + data.length,
      payloadWireBytes: data.length + (options.cut ?? 0),
      encapsulationId: 0,
      tenant: options.tenant ?? 0,
    }
  }
}
