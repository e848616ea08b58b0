// The stages of reconstruction put together: packets go in, exchanges and flow summaries come out. The only file that
// knows all stages.

import { Counters } from '../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../sensor/base/limits.ts'
import { PacketDecoder, type PacketSink } from '../sensor/index.ts'
import { openConnection } from './connection.ts'
import type { ExchangeSink } from './exchange.ts'
import { FlowTable } from './tcp/flow-table.ts'

export interface PipelineOptions {
  readonly sink: ExchangeSink
  readonly counters?: Counters
  readonly limits?: Limits
  /** `headers`: bodies are only counted, not kept. */
  readonly depth?: 'full' | 'headers'
  /** UDP ports to read as VXLAN, GENEVE …, instead of the usual ones. */
  readonly vxlanPorts?: readonly number[]
  readonly genevePorts?: readonly number[]
  /** Let VLAN ids and virtual network ids part flows with the same addresses. */
  readonly tenantsInFlowKey?: boolean
  /**
   * Told of a fault of our own; the flow it struck is given up and everything else goes on. Without it the fault is
   * thrown, as tests want it.
   */
  readonly onFault?: (fault: unknown) => void
}

/** One run of reconstruction. Not shared between threads: each has its own, and counters are merged. */
export interface Pipeline {
  /** Where captured packets go, in capture order. */
  readonly packets: PacketSink
  readonly counters: Counters
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
  const limits = options.limits ?? DEFAULT_LIMITS
  const openReader = openConnection({ sink: options.sink, counters, limits, depth: options.depth ?? 'full' })
  const flows: FlowTable = new FlowTable({
    limits,
    counters,
    openReader,
    encapsulation: (id) => decoder.encapsulations.labels(id),
    ...(options.onFault && { onFault: options.onFault }),
  })
  const decoder = new PacketDecoder(flows, counters, {
    limits,
    ...(options.vxlanPorts && { vxlanPorts: options.vxlanPorts }),
    ...(options.genevePorts && { genevePorts: options.genevePorts }),
    ...(options.tenantsInFlowKey !== undefined && { tenantsInFlowKey: options.tenantsInFlowKey }),
  })
  return {
    packets: decoder,
    counters,
    tick: (nowUs) => flows.tick(nowUs),
    endWindow: () => flows.endWindow(),
    finish: () => flows.finish(),
  }
}
