// The pipeline as several workers run it, all in this thread: whenever the reading end would wait for a worker, the worker works.

import {
  createFlowEnd,
  createReadingEnd,
  type DecodingOptions,
  type ExchangeSink,
  type FlowEnd,
  type FlowOptions,
  RingReader,
  RingWriter,
  ringMemory,
} from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser } from '../../sensor/index.ts'

const FINISH = 7

export interface Split {
  readonly workers: number
  readonly ringBytes?: number
  readonly blockBytes?: number
  readonly decoding?: DecodingOptions
  readonly flows?: Partial<FlowOptions>
}

/** Play a capture into as many sinks as there are workers; gives what was counted over all. */
export function playSplit(
  capture: Uint8Array,
  sinkOf: (worker: number, counters: Counters) => ExchangeSink,
  { workers, ringBytes = 1 << 20, blockBytes = 1 << 12, decoding = {}, flows = {} }: Split,
): Counters {
  const counters = new Counters()
  const parts = Array.from({ length: workers }, (_, at) => {
    const memory = ringMemory(ringBytes)
    const own = new Counters()
    const end: FlowEnd = createFlowEnd({
      ...flows,
      sink: sinkOf(at, own),
      counters: own,
      onMark: (mark) => mark === FINISH && end.finish(),
    })
    const reader = new RingReader(memory)
    const work = () => {
      for (let block = reader.take(); block !== null; block = reader.take()) end.read(block)
    }
    return { own, work, writer: new RingWriter(memory, { wait: work, blockBytes }) }
  })
  const reading = createReadingEnd({ ...decoding, counters, rings: parts.map(({ writer }) => writer) })
  const parser = new CaptureParser(reading.packets, counters)
  parser.finish(capture.length - parser.push(capture, 0, capture.length))
  reading.mark(FINISH)
  for (const { work, own } of parts) {
    work()
    counters.merge(own)
  }
  return counters
}
