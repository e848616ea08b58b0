export type { ConnectionOptions } from './connection.ts'
export type { Direction, Exchange, ExchangeSink, FlowKind, FlowRef, FlowSummary, Pairing, Protocol } from './exchange.ts'
export type { Message } from './message.ts'
export { FIELD } from './message.ts'
export {
  createFlowEnd,
  createPipeline,
  createReadingEnd,
  type DecodingOptions,
  type FlowEnd,
  type FlowOptions,
  type Pipeline,
  type PipelineOptions,
  type ReadingEnd,
} from './pipeline.ts'
export type { EndReason, GapCause, OpenReader, StreamFlow, StreamReader } from './stream.ts'
export type { FlowTableOptions } from './tcp/flow-table.ts'
export { type RingMemory, RingReader, RingWriter, ringMemory } from './workers/block-ring.ts'
