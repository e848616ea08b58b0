// Examples of rules, played through the whole program: observed, learned, judged.

import type { Example, ExampleCall } from '../../inventory/findings/example.ts'
import { AiObserver, type Inventory, judge, Learner, mergeAi, Observer, parseSpec, type Verdicts } from '../../inventory/index.ts'
import type { Exchange, FlowSummary } from '../../reconstruct/index.ts'
import { rawExchange } from './raw-exchange.ts'

export const EXAMPLE_START_US = 1_767_225_600_000_000
const DEFAULTS = { host: 'shop.example', client: '10.0.0.9', status: 200, everyUs: 1_000_000 }

export function playExample({ calls, specs = [], config = {} }: Example): { inventory: Inventory; verdicts: Verdicts } {
  const [observer, learner, ai] = [new Observer({}), new Learner(), new AiObserver()]
  const flows = new Map<string, FlowSummary>()
  let clockUs = EXAMPLE_START_US
  for (const call of calls) {
    for (let n = 1; n <= (call.times ?? 1); n++) {
      clockUs += call.everyUs ?? DEFAULTS.everyUs
      const exchange = exchangeOf(call, n, clockUs)
      addToFlow(flows, exchange)
      ai.observe(exchange)
      const observation = observer.observe(exchange)
      if (observation !== null) learner.add(observation)
    }
  }
  for (const flow of flows.values()) learner.addFlow(flow)
  ai.finish()
  const inventory = learner.finalise()
  mergeAi(inventory.ai, ai.inventory())
  const documents = specs.map((text, i) => parseSpec(text, `shop-${i + 1}.yaml`))
  return { inventory, verdicts: judge(inventory, { specs: documents, now: clockUs, config }) }
}

function exchangeOf(call: ExampleCall, n: number, startedUs: number): Exchange {
  const text = (value: unknown): string => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value))
  const lines = (headers: Readonly<Record<string, string>>): string =>
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('')
  const numbered = (message: string): string => message.replaceAll('{n}', String(n))
  const type = (value: unknown): Record<string, string> =>
    value === null || value === undefined ? {} : { 'content-type': typeof value === 'string' ? 'text/plain' : 'application/json' }
  const answer = call.answer === undefined ? { ok: true } : call.answer
  const request = `${call.line} HTTP/1.1\nhost: ${call.host ?? DEFAULTS.host}\n${lines({ ...type(call.body), ...call.headers })}\n${text(call.body ?? null)}`
  const response = `HTTP/1.1 ${call.status ?? DEFAULTS.status} X\n${lines({ ...type(answer), ...call.answerHeaders })}\n${text(answer)}`
  const exchange = rawExchange({
    request: numbered(request),
    response: numbered(response),
    flow: { clientAddress: call.client ?? DEFAULTS.client, serverAddress: addressOf(call.host ?? DEFAULTS.host) },
    startedUs,
    endedUs: startedUs + 1000,
  })
  const odd = call.anomalies === undefined ? exchange.request : { ...exchange.request!, anomalies: call.anomalies }
  return { ...exchange, request: odd, decrypted: call.tls === true }
}

const addressOf = (host: string): string => `10.0.1.${[...host].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 250}`

function addToFlow(flows: Map<string, FlowSummary>, { flow, startedUs, endedUs }: Exchange): void {
  const key = `${flow.clientAddress} ${flow.serverAddress}`
  const before = flows.get(key)
  const n = (before?.exchanges ?? 0) + 1
  flows.set(key, {
    ...{ flow, kind: 'http/1', bytes: [n * 100, n * 100], gapBytes: [0, 0], requests: n, responses: n, exchanges: n, serverName: null },
    ...{ alpn: [], firstUs: before?.firstUs ?? startedUs, lastUs: endedUs, ended: true },
  })
}
