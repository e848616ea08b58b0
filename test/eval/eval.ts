// How good are the templates? Invented APIs, their traffic, our inventory beside the rules of others: `npm run eval`.

import { Learner } from '../../inventory/learn/learner.ts'
import { gate } from '../../inventory/template/gate.ts'
import { APIS, type InventedApi } from './apis.ts'
import { PEERS } from './peers.ts'
import { type Request, trafficOf } from './traffic.ts'

const SIZES = [300, 1000, 10_000]
const SEED = 1

interface Score {
  precision: number
  recall: number
  f1: number
}

function scoreOf(found: ReadonlySet<string>, truth: ReadonlySet<string>): Score {
  let right = 0
  for (const key of found) if (truth.has(key)) right++
  const precision = right / Math.max(1, found.size)
  const recall = right / Math.max(1, truth.size)
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function learn(requests: readonly Request[], learner = new Learner()): Learner {
  for (const { observation } of requests) learner.add(observation)
  return learner
}

function keysOf(learner: Learner, host: string): Set<string> {
  const operations = learner.finalise().services.get(host)?.operations ?? new Map()
  return new Set([...operations].filter(([, operation]) => operation.tier === 'confirmed').map(([key]) => key))
}

const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const both = [...a].filter((key) => b.has(key)).length
  return both / Math.max(1, a.size + b.size - both)
}

/** Rows of one API: ours, then each peer. */
function evaluate(api: InventedApi, size: number): { scores: Score[]; same: number; merged: number } {
  const requests = trafficOf(api, size, SEED)
  const truth = new Set(requests.flatMap(({ key, status }) => (key !== null && status === 200 ? [key] : [])))
  const own = keysOf(learn(requests), api.host)
  const calls = requests
    .filter(({ observation }) => gate(observation) === 'confirmed')
    .map(({ method, path }) => ({ method, segments: path.split('/').filter((part) => part !== '') }))
  const half = learn(requests.filter((_, i) => i % 2 === 0))
  half.merge(learn(requests.filter((_, i) => i % 2 === 1)))
  return {
    scores: [own, ...PEERS.map(([, rule]) => rule(calls))].map((found) => scoreOf(found, truth)),
    same: jaccard(own, keysOf(learn([...requests].reverse()), api.host)),
    merged: jaccard(own, keysOf(half, api.host)),
  }
}

const mean = (values: readonly number[]): string => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)

const columns = SIZES.map((size) => APIS.map((api) => evaluate(api, size)))
const lines = ['earshot', ...PEERS.map(([name]) => name)].map((name, row) => {
  const cells = columns.flatMap((results) => {
    const scores = results.map(({ scores }) => scores[row] as Score)
    return [mean(scores.map(({ precision }) => precision)), mean(scores.map(({ recall }) => recall)), mean(scores.map(({ f1 }) => f1))]
  })
  return `| ${[name.padEnd(27), ...cells].join(' | ')} |`
})
const heads = SIZES.flatMap((size) => ['P', 'R', 'F1'].map((what) => `${what} ${size}`))
process.stdout.write(
  [
    `| ${['rule'.padEnd(27), ...heads].join(' | ')} |`,
    `| ${['-'.repeat(27), ...heads.map((head) => '-'.repeat(head.length))].join(' | ')} |`,
    ...lines,
    '',
    ...SIZES.map((size, i) => {
      const results = columns[i] as ReturnType<typeof evaluate>[]
      const worst = Math.min(...results.map(({ scores }) => scores[0]?.f1 ?? 0)).toFixed(3)
      const least = (of: (each: (typeof results)[number]) => number): string => Math.min(...results.map(of)).toFixed(3)
      return `${size} requests: worst API ${worst}; same operations in reverse order ${least((each) => each.same)}, from two merged halves ${least((each) => each.merged)}`
    }),
    '',
  ].join('\n'),
)
