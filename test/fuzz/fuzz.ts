// npm run fuzz [-- --packets N --seconds N --seed N --case N] [FILE|FOLDER...]: mutated captures through the whole program.
// Without files the seeds are those of fixtures/ and some made here. Ends at whichever comes first, packets or seconds. Exit 1 if anything
// failed; each failure is told with what repeats it.

import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { mutant } from './fuzz-case.ts'
import type { FuzzMessage, FuzzOrder } from './fuzz-worker.ts'
import { seedCaptures } from './seed-captures.ts'

const HANG_SECONDS = 30
/** The resident set may differ by so much between the second quarter of a run and its last. */
const MEMORY_GROWTH_MIB = 64

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    packets: { type: 'string', default: '2000000' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
  },
})
const seed = Number(values.seed)
const only = values.case === undefined ? undefined : Number(values.case)
if (only !== undefined) {
  const file = join(tmpdir(), `fuzz-${seed}-${only}.pcap`)
  writeFileSync(file, mutant(seedCaptures(paths), seed, only))
  console.log(`the capture of this case: ${file}`)
}

const order: FuzzOrder = {
  ...{ paths, seed, firstCase: only ?? 0 },
  maxPackets: only === undefined ? Number(values.packets) : 1,
  maxSeconds: Number(values.seconds),
  progress: new SharedArrayBuffer(8),
}
const progress = new Int32Array(order.progress)
const started = Date.now()
// a worker does not inherit the loader of TypeScript
const start = `import('tsx/esm/api').then(({ register }) => { register(); return import('${new URL('./fuzz-worker.ts', import.meta.url)}') })`
const worker = new Worker(start, { eval: true, workerData: order })
const failures = new Map<string, number>()
let last = { index: -1, since: Date.now() }

function fail(index: number, capture: string, faults: readonly string[]): void {
  // the first line of a fault names it; the same fault in many cases is told once, then counted
  const name = (faults[0] ?? '').split('\n').slice(0, 2).join(' ').replace(/\d+/g, 'N')
  failures.set(name, (failures.get(name) ?? 0) + 1)
  if (failures.get(name) === 1) console.log(`FAILED --seed ${seed} --case ${index} (${capture})\n  ${faults.join('\n  ')}`)
}

const watch = setInterval(() => {
  const index = Atomics.load(progress, 0)
  if (index !== last.index) last = { index, since: Date.now() }
  else if (Date.now() - last.since > HANG_SECONDS * 1000) {
    console.log(`HANGS --seed ${seed} --case ${index}`)
    process.exit(1)
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${index} cases, ${Atomics.load(progress, 1)}k packets `)
}, 1000)

worker.on('error', (error) => {
  console.log(`DIED --seed ${seed} --case ${Atomics.load(progress, 0)}\n${error.stack}`)
  process.exit(1)
})
worker.on('message', (message: FuzzMessage) => {
  if (message.kind === 'failure') fail(message.index, message.capture, message.faults)
  else finish(message)
})

function finish({ cases, packets, memory }: FuzzMessage & { kind: 'done' }): void {
  clearInterval(watch)
  const quarter = Math.floor(memory.length / 4)
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const [early, late] = [middle(memory.slice(quarter, 2 * quarter)), middle(memory.slice(-quarter || undefined))]
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0)
  console.log(`${cases} cases, ${packets} packets, ${Math.round((Date.now() - started) / 1000)} s, seed ${seed}`)
  console.log(`${failed} failed, 0 hang; resident ${early} MiB early, ${late} MiB late, ${Math.max(...memory)} MiB at most`)
  for (const [name, count] of failures) console.log(`${count} × ${name}`)
  const grows = quarter >= 4 && late - early > MEMORY_GROWTH_MIB
  if (grows) console.log('FAILED: memory grows')
  process.exitCode = failures.size > 0 || grows ? 1 : 0
}
