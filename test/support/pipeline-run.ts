import { createPipeline, type Exchange, type FlowSummary } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser } from '../../sensor/index.ts'

export interface PipelineRun {
  /** What each exchange says, without times: equal lines mean equal exchanges. In order of their flows' clients. */
  readonly exchanges: readonly string[]
  readonly flows: readonly FlowSummary[]
  readonly counters: Counters
}

/** One capture through the pipeline, in memory. */
export function runPipeline(capture: Uint8Array): PipelineRun {
  const counters = new Counters()
  const exchanges: string[] = []
  const flows: FlowSummary[] = []
  const pipeline = createPipeline({
    counters,
    sink: { exchange: (exchange) => void exchanges.push(exchangeLine(exchange)), flow: (summary) => void flows.push(summary) },
  })
  const parser = new CaptureParser(pipeline.packets, counters)
  parser.finish(capture.length - parser.push(capture, 0, capture.length))
  pipeline.finish()
  return { exchanges: exchanges.sort(), flows, counters }
}

export function exchangeLine({ flow, protocol, pairing, request, response, interim, anomalies }: Exchange): string {
  const body = (message: Exchange['request']) =>
    message ? [message.bodyBytes, message.truncated, Buffer.from(message.decodedBody()).toString('latin1')] : null
  const head = request && [request.method, request.target(), request.header('host'), ...body(request)!]
  return JSON.stringify([
    `${flow.clientAddress}:${flow.clientPort}`,
    protocol,
    pairing,
    head,
    response && [response.status, ...body(response)!],
    interim,
    anomalies,
  ])
}
