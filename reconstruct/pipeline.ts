// The stages of reconstruction put together: packets go in, exchanges and flow summaries come out. In one thread by `createPipeline`; or in
// two ends with shared memory between them, `createReadingEnd` in one thread and a `createFlowEnd` in each worker. The only file that knows
// all stages.

import { Counters } from '../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../sensor/base/limits.ts'
import { OVERLOAD, type OverloadLevel } from '../sensor/base/overload.ts'
import { PacketDecoder, type PacketSink, type SegmentSink } from '../sensor/index.ts'
import { openConnection } from './connection.ts'
import type { ExchangeSink } from './exchange.ts'
import { FlowTable } from './tcp/flow-table.ts'
import type { Block, RingWriter } from './workers/block-ring.ts'
import { RecordReader } from './workers/segment-record.ts'
import { SegmentSplitter } from './workers/segment-splitter.ts'

/** How packets become segments. */
export interface DecodingOptions {
  readonly counters?: Counters
  readonly limits?: Limits
  /** UDP ports to read as VXLAN, GENEVE …, instead of the usual ones. */
  readonly vxlanPorts?: readonly number[]
  readonly genevePorts?: readonly number[]
  /** Let VLAN ids and virtual network ids part flows with the same addresses. */
  readonly tenantsInFlowKey?: boolean
}

/** How segments become exchanges. */
export interface FlowOptions {
  readonly sink: ExchangeSink
  readonly counters?: Counters
  readonly limits?: Limits
  /** `headers`: bodies are only counted, not kept. */
  readonly depth?: 'full' | 'headers'
  /**
   * Told of a fault of our own; the flow it struck is given up and everything else goes on. Without it the fault is
   * thrown, as tests want it.
   */
  readonly onFault?: (fault: unknown) => void
}

export type PipelineOptions = DecodingOptions & FlowOptions

/** One run of reconstruction. Not shared between threads: each has its own, and counters are merged. */
export interface Pipeline {
  /** Where captured packets go, in capture order. */
  readonly packets: PacketSink
  readonly counters: Counters
  /** From here on, leave undone what belongs to this level of overload. */
  setLevel(level: OverloadLevel): void
  /** Packet time has reached `nowUs` without a packet: quiet links expire too. */
  tick(nowUs: number): void
  /** A window ends: each open flow tells its summary and goes on. */
  endWindow(): void
  /** The capture ends: what waits is handed on, every flow ends. */
  finish(): void
}

/** Compose decoder, flow table and connection readers. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const counters = options.counters ?? new Counters()
  const { flows, setLevel } = createFlows({ ...options, counters }, (id): readonly string[] => decoder.encapsulations.labels(id))
  const decoder = createDecoder(flows, { ...options, counters })
  return {
    packets: decoder,
    counters,
    setLevel,
    tick: (nowUs) => flows.tick(nowUs),
    endWindow: () => flows.endWindow(),
    finish: () => flows.finish(),
  }
}

/** The reading thread's end: packets go in, segments come out at the rings, one for each worker. */
export interface ReadingEnd {
  readonly packets: PacketSink
  /** As `Pipeline.tick`; what was read until now is handed over. */
  tick(nowUs: number): void
  /** Every worker is told `mark` when it has had everything read until now. */
  mark(mark: number): void
}

export function createReadingEnd(options: DecodingOptions & { readonly rings: readonly RingWriter[] }): ReadingEnd {
  const splitter: SegmentSplitter = new SegmentSplitter(options.rings, {
    labelsOf: (id) => decoder.encapsulations.labels(id),
    ...(options.limits && { limits: options.limits }),
  })
  const decoder = createDecoder(splitter, { ...options, counters: options.counters ?? new Counters() })
  return { packets: decoder, tick: (nowUs) => splitter.tick(nowUs), mark: (mark) => splitter.mark(mark) }
}

/** A worker's end: blocks go in, exchanges and flow summaries of its flows come out. */
export interface FlowEnd extends Pick<Pipeline, 'setLevel' | 'endWindow' | 'finish'> {
  read(block: Block): void
}

export function createFlowEnd(options: FlowOptions & { readonly onMark: (mark: number) => void }): FlowEnd {
  const known: (readonly string[])[] = []
  const { flows, setLevel } = createFlows({ ...options, counters: options.counters ?? new Counters() }, (id) => known[id] ?? [])
  const records = new RecordReader({
    segment: (segment) => flows.segment(segment),
    time: (nowUs) => flows.tick(nowUs),
    labels: (id, labels) => void (known[id] = labels),
    mark: options.onMark,
  })
  return {
    read: ({ area, start, end }) => records.read(area, start, end),
    setLevel,
    endWindow: () => flows.endWindow(),
    finish: () => flows.finish(),
  }
}

function createFlows(
  options: FlowOptions & { counters: Counters },
  encapsulation: (id: number) => readonly string[],
): { flows: FlowTable } & Pick<Pipeline, 'setLevel'> {
  const { sink, counters, limits = DEFAULT_LIMITS, depth = 'full', onFault } = options
  const bodies = { keep: depth === 'full' }
  const openReader = openConnection({ sink, counters, limits, bodies })
  const flows = new FlowTable({ limits, counters, openReader, encapsulation, ...(onFault && { onFault }) })
  return {
    flows,
    setLevel(level) {
      bodies.keep = depth === 'full' && level < OVERLOAD.headers
      flows.shedsFlows = level >= OVERLOAD.shed
    },
  }
}

function createDecoder(sink: SegmentSink, options: DecodingOptions & { counters: Counters }): PacketDecoder {
  return new PacketDecoder(sink, options.counters, {
    limits: options.limits ?? DEFAULT_LIMITS,
    ...(options.vxlanPorts && { vxlanPorts: options.vxlanPorts }),
    ...(options.genevePorts && { genevePorts: options.genevePorts }),
    ...(options.tenantsInFlowKey !== undefined && { tenantsInFlowKey: options.tenantsInFlowKey }),
  })
}
