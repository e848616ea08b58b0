// How good are the templates? Invented APIs, their traffic, our inventory beside the rules of others: `npm run eval`.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { knownFromRuns } from '../../inventory/learn/known.ts'
import { Learner } from '../../inventory/learn/learner.ts'
import { openStore } from '../../inventory/store/index.ts'
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

/** Sizes of runs into one inventory file, in their order: a long one, then short ones. */
const RUNS = [600, 50, 20, 100, 400]

/** F1 of what the file knows after all runs, of all that the runs found each by itself, and of one run over everything. */
function evaluateRuns(api: InventedApi, folder: string): [together: number, apart: number, whole: number] {
  const requests = trafficOf(
    api,
    RUNS.reduce((sum, size) => sum + size, 0),
    SEED,
  )
  const truth = new Set(requests.flatMap(({ key, status }) => (key !== null && status === 200 ? [key] : [])))
  const store = openStore(join(folder, `${api.host}.db`), { mode: 'write' })
  const apart = new Set<string>()
  let at = 0
  for (const size of RUNS) {
    const part = requests.slice(at, at + size)
    at += size
    const learner = learn(part, new Learner({ known: knownFromRuns(store.earlier()) }))
    const run = store.beginRun({ kind: 'replay', source: 'eval', version: '0' })
    store.save(run, learner.finalise())
    store.saveTemplateChanges(run, learner.templateChanges())
    store.endRun(run)
    for (const key of keysOf(learn(part), api.host)) apart.add(key)
  }
  const together = store.earlier().filter(({ service }) => service === api.host)
  store.close()
  return [
    new Set(together.map(({ method, template }) => `${method} ${template.replace(/\{[^}]*\}/g, '{}')}`)),
    apart,
    keysOf(learn(requests), api.host),
  ].map((found) => scoreOf(found, truth).f1) as [number, number, number]
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
const folder = mkdtempSync(join(tmpdir(), 'earshot-eval-'))
const runs = APIS.map((api) => evaluateRuns(api, folder))
rmSync(folder, { recursive: true })
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
    `${RUNS.length} runs of ${RUNS.join(', ')} requests into one file: F1 ${mean(runs.map(([together]) => together))}; each run by itself ${mean(runs.map(([, apart]) => apart))}; one run over all ${mean(runs.map(([, , whole]) => whole))}`,
    '',
  ].join('\n'),
)
