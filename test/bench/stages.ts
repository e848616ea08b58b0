// `npm run bench:stages`: what each stage costs by itself, on a capture that it makes in memory. Each row runs all stages before it as well;
// what a stage costs is the difference to the row above. Figures of one machine and one run: compare them with each other only.
import { Bench } from 'tinybench'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { AiObserver, Learner, Observer } from '../../inventory/index.ts'
import { createPipeline, type Exchange, type ExchangeSink } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser, PacketDecoder, type PacketSink } from '../../sensor/index.ts'
import { drawBody, drawRequest, drawSize, seededRandom } from './random-api.ts'

const EXCHANGES = 4000
const EXCHANGES_PER_CONNECTION = 50
const BODY_BYTES = [300, 4000] as const
const TIME_MS = 3000

const capture = makeCapture()
let packets = 0
run(() => ({ packet: () => void packets++ }))

/** CPU time of this process, milliseconds: what else runs on the machine then matters little. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const bench = new Bench({ time: TIME_MS, warmupTime: TIME_MS / 3, now: cpuMs })
const stages: Readonly<Record<string, () => PacketSink>> = {
  'capture file': () => ({ packet() {} }),
  'packet to TCP segment': () => new PacketDecoder({ segment() {} }, new Counters()),
  'HTTP framing': () => pipeline({ exchange() {}, flow() {} }, 'headers'),
  'HTTP with bodies': () => pipeline({ exchange() {}, flow() {} }, 'full'),
  observation: () => {
    const observer = new Observer({})
    return pipeline({ exchange: (exchange) => void observer.observe(exchange), flow() {} }, 'full')
  },
  'MCP and models': () => {
    const [observer, ai] = [new Observer({}), new AiObserver()]
    return pipeline(
      {
        exchange(exchange: Exchange) {
          ai.observe(exchange)
          observer.observe(exchange)
        },
        flow() {},
      },
      'full',
    )
  },
  inventory: () => {
    const [observer, ai, learner] = [new Observer({}), new AiObserver(), new Learner()]
    return pipeline(
      {
        exchange(exchange: Exchange) {
          ai.observe(exchange)
          const observation = observer.observe(exchange)
          if (observation !== null) learner.add(observation)
        },
        flow: (summary) => learner.addFlow(summary),
      },
      'full',
    )
  },
}
for (const [name, sink] of Object.entries(stages)) bench.add(name, () => run(sink))
await bench.run()

let before = 0
const rows = bench.tasks.map((task) => {
  const { result } = task
  if (result.state !== 'completed') throw new Error(`${task.name}: ${result.state}`)
  const ns = result.latency.p50 * 1e6
  const own = ns - before
  before = ns
  return [
    task.name,
    {
      'ns/packet': Math.round(own / packets),
      'ns/exchange': Math.round(own / EXCHANGES),
      'ns/byte': Number((own / capture.length).toPrecision(3)),
      'MB/s up to here': Math.round((capture.length / ns) * 1000),
    },
  ] as const
})
console.log(`${EXCHANGES} exchanges, ${packets} packets, ${(capture.length / 1e6).toFixed(1)} MB`)
console.table(Object.fromEntries(rows))

function run(sink: () => PacketSink): void {
  const parser = new CaptureParser(sink(), new Counters())
  parser.push(capture, 0, capture.length)
}

function pipeline(sink: ExchangeSink, depth: 'full' | 'headers'): PacketSink {
  return createPipeline({ sink, depth, counters: new Counters() }).packets
}

function makeCapture(): Uint8Array {
  const random = seededRandom(1)
  const build = new CaptureBuilder()
  for (let at = 0; at < EXCHANGES; at += EXCHANGES_PER_CONNECTION) {
    const connection = build.connection({ clientPort: 20_000 + at / EXCHANGES_PER_CONNECTION }).handshake()
    for (let i = 0; i < EXCHANGES_PER_CONNECTION; i++) {
      const { method, path, body = '' } = drawRequest(random, drawSize(random, BODY_BYTES))
      const head = `${method} ${path} HTTP/1.1\r\nHost: api.example\r\nAccept: application/json\r\nUser-Agent: bench/1.0\r\n`
      const sent = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
      const reply = drawBody(random, drawSize(random, BODY_BYTES))
      connection
        .request(`${head}${sent}\r\n${body}`)
        .respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${reply.length}\r\n\r\n${reply}`)
    }
    connection.close()
  }
  return build.bytes()
}
