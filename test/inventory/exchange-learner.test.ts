import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import {
  createInventory,
  type Depth,
  EXPORTERS,
  ExchangeLearner,
  judge,
  type Learned,
  type LearningSettings,
  mcpServersJson,
  mergeAi,
  mergeLearned,
} from '../../inventory/index.ts'
import { createPipeline } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser } from '../../sensor/index.ts'
import { playSplit } from '../support/split-run.ts'
import { variedTraffic } from '../support/varied-traffic.ts'

const settingsOf = (depth: Depth): LearningSettings => ({ depth, patterns: [], providers: [], rules: {}, known: new Map() })

/** The canonical export of what was learned, judged. */
function canonical({ learner, ai, packetUs }: Learned): string {
  const inventory = learner.finalise()
  mergeAi(inventory.ai, ai.inventory())
  const verdicts = judge(inventory, { specs: [], now: packetUs, config: {} })
  const exporter = EXPORTERS.find(({ format }) => format === 'canonical')
  return [...(exporter?.write({ inventory, verdicts, options: {} } as never) ?? [])].join('')
}

const reading = (depth: Depth) => ({ depth: depth === 'headers' ? 'headers' : 'full' }) as const

function learnedByOne(capture: Uint8Array, depth: Depth): Learned {
  const learner = new ExchangeLearner(settingsOf(depth), new Counters())
  const pipeline = createPipeline({ sink: learner, counters: learner.counters, ...reading(depth) })
  const parser = new CaptureParser(pipeline.packets, learner.counters)
  parser.finish(capture.length - parser.push(capture, 0, capture.length))
  pipeline.finish()
  return learner
}

function learnersOf(capture: Uint8Array, depth: Depth, workers: number): ExchangeLearner[] {
  const learners: ExchangeLearner[] = []
  const sinkOf = (at: number, counters: Counters) => (learners[at] = new ExchangeLearner(settingsOf(depth), counters))
  playSplit(capture, sinkOf, { workers, flows: reading(depth) })
  return learners
}

function learnedByMany(capture: Uint8Array, depth: Depth, workers: number): Learned {
  const fragments = learnersOf(capture, depth, workers).map((learner) => learner.encode())
  return mergeLearned(fragments, settingsOf(depth))
}

const fixtures = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/capture.pcap`))

test.each(fixtures)('%s: two and three workers learn what one learns', (name) => {
  const capture = new Uint8Array(readFileSync(`fixtures/${name}/capture.pcap`))
  const full = canonical(learnedByOne(capture, 'full'))
  for (const workers of [2, 3]) expect(canonical(learnedByMany(capture, 'full', workers))).toBe(full)
  expect(canonical(learnedByMany(capture, 'headers', 3))).toBe(canonical(learnedByOne(capture, 'headers')))
})

test('so they do of generated traffic', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 4 }), (seed, workers) => {
      const capture = variedTraffic(seed, 20).bytes()
      expect(canonical(learnedByMany(capture, 'full', workers))).toBe(canonical(learnedByOne(capture, 'full')))
    }),
    { numRuns: 12 },
  )
})

test('what has no place in the inventory is counted, and one path of thousands of segments does no harm', () => {
  const build = new CaptureBuilder()
  const open = build.connection({ clientPort: 20_000 }).handshake()
  for (const target of ['/users', `/${'a/'.repeat(64)}`, `/${'a/'.repeat(7900)}`, '*']) {
    open.request(`${target === '*' ? 'OPTIONS' : 'GET'} ${target} HTTP/1.1\r\nHost: api.example\r\n\r\n`)
    open.respond('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
  }
  open.close()
  const { learner, counters } = learnedByOne(build.bytes(), 'full')
  expect(learner.finalise().services.get('api.example')?.operations.size).toBe(2)
  expect(counters.get('inventory.unplaced-requests')).toBe(2)
})

test('at depth adaptive other bodies are passed over, and operations, parameters and fields are the same', () => {
  const build = new CaptureBuilder()
  for (let number = 0; number < 4; number++) {
    const open = build.connection({ clientPort: 20_000 + number }).handshake()
    for (let call = 0; call < 500; call++) {
      const body = JSON.stringify({ id: call, name: `name ${call % 7}`, ...(call >= 400 && { late: call % 2 === 0 }) })
      open.request(`GET /users/${call}?page=${call % 9} HTTP/1.1\r\nHost: api.example\r\n\r\n`)
      open.respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    }
    open.close()
  }
  const found = ({ learner, counters }: Learned) => {
    const operations = [...(learner.finalise().services.get('api.example')?.operations ?? [])].map(([key, operation]) => {
      const body = operation.responses.get(200)?.bodies.get('application/json')?.schema
      return {
        key,
        n: operation.seen.n,
        parameters: [...operation.parameters.keys()],
        fields: [...(body?.objects?.properties.keys() ?? [])].sort(),
      }
    })
    return { operations, passedOver: counters.get('inventory.bodies-passed-over') }
  }
  const [one, two] = [found(learnedByOne(build.bytes(), 'adaptive')), found(learnedByMany(build.bytes(), 'adaptive', 2))]
  expect(two.passedOver).toBeGreaterThan(100)
  expect(one.passedOver).toBeGreaterThan(two.passedOver)
  expect(two.operations).toEqual(one.operations)
  expect(one.operations).toMatchObject([{ n: 2000, fields: ['id', 'late', 'name'] }])
})

test('replies on an event stream meet their calls, though another worker has the stream', () => {
  const capture = new Uint8Array(readFileSync('fixtures/mcp-bridge/capture.pcap'))
  const bridged = (servers: ReturnType<typeof mcpServersJson>['servers']) =>
    servers.filter(({ transports }) => transports.includes('http+sse'))
  const one = bridged(mcpServersJson(learnedByOne(capture, 'full').ai.inventory()).servers)
  expect(one[0]?.tools.some(({ calls }) => calls > 0)).toBe(true)
  let apart = 0
  for (let workers = 2; workers < 6; workers++) {
    const learners = learnersOf(capture, 'full', workers)
    const fragments = learners.map((learner) => learner.encode())
    expect(bridged(mcpServersJson(mergeLearned(fragments, settingsOf('full')).ai.inventory()).servers)).toEqual(one)
    // added up only when each had been looked at by itself, halves would be missing
    const sum = createInventory().ai
    for (const learner of learners) mergeAi(sum, learner.ai.inventory())
    if (JSON.stringify(bridged(mcpServersJson(sum).servers)) !== JSON.stringify(one)) apart++
  }
  expect(apart).toBeGreaterThan(0)
})

test('a learner that begins anew has forgotten all but what is known', () => {
  const capture = variedTraffic(5, 10).bytes()
  const learner = learnedByOne(capture, 'full') as ExchangeLearner
  expect(learner.learner.exchanges).toBeGreaterThan(0)
  learner.restart(new Map())
  expect(learner.learner.exchanges).toBe(0)
})
