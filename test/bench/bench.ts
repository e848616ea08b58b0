// `npm run bench`: earshot beside tcpdump and tshark on the same captures, in turn for some rounds, by CPU time
// (user and system of the whole process, start-up included). Usage: npm run bench -- [--rounds N] [--json FILE] [PROFILE…]
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countersOf, EARSHOT, type Job, jobsOn, TSHARK_PACKETS } from './jobs.ts'
import { CAPTURES, makeCaptures } from './make-captures.ts'
import { DERIVED, PROFILES } from './profiles.ts'

/** The job that does what `earshot full` does in several threads. */
const SHARED_OUT = 'earshot full, 2 workers'

interface Figures {
  readonly cpuSeconds: number[]
  readonly wallSeconds: number[]
  rssMb: number
}

const { values: flags, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'string' } },
  allowPositionals: true,
})
const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
const result: Record<string, unknown> = { machine: `${cpus().length} x ${cpus()[0]?.model}`, node: process.version, load: loadavg() }

try {
  if (!existsSync(EARSHOT)) throw new Error('there is no build: npm run build')
  await makeCaptures()
  const chosen = [...PROFILES, ...DERIVED].filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  console.log(
    `${result['machine']}, Node ${process.version}, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
  for (const { name } of chosen) result[name] = bench(name)
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}

function bench(profile: string): unknown {
  const path = `${CAPTURES}${profile}.pcap`
  const truth = JSON.parse(readFileSync(`${CAPTURES}${profile}.json`, 'utf8')) as { packets: number; requests: number; exchanges: number }
  const prefix = join(folder, `${profile}-prefix.pcap`)
  execFileSync('tcpdump', ['-r', path, '-w', prefix, '-c', String(TSHARK_PACKETS)], { stdio: 'pipe' })
  const jobs = jobsOn({ path, packets: truth.packets, prefix, folder })
  const figures = new Map<string, Figures>(jobs.map((job) => [job.name, { cpuSeconds: [], wallSeconds: [], rssMb: 0 }]))
  for (let round = 0; round < Number(flags.rounds); round++) for (const job of jobs) measure(job, figures.get(job.name) as Figures)
  console.log(`\n${profile}: ${(statSync(path).size / 1e6).toFixed(0)} MB, ${truth.packets} packets, ${truth.exchanges} exchanges`)
  const rows = jobs.map((job) => row(job, figures))
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
  for (const job of jobs) {
    if (job.db === undefined || job.path !== path) continue
    const counted = counts(job)
    const exact = counted.requests === truth.requests && counted.exchanges === truth.exchanges
    console.log(`${job.name}: ${counted.exchanges} exchanges, ${truth.exchanges} counted by the clients: ${exact ? 'equal' : 'NOT EQUAL'}`)
    if (!exact) process.exitCode = 1
  }
  return { truth, rows }
}

function measure(job: Job, figures: Figures): void {
  if (job.db !== undefined) for (const end of ['', '-wal', '-shm']) rmSync(job.db + end, { force: true })
  // tcpflow makes new names beside files of the round before, which takes ever longer
  rmSync(join(folder, 'tcpflow'), { recursive: true, force: true })
  const times = join(folder, 'times')
  const sink = openSync('/dev/null', 'w')
  const { status, stderr } = spawnSync('/usr/bin/time', ['-o', times, '-f', '%U %S %e %M', ...job.command], {
    stdio: ['ignore', sink, 'pipe'],
  })
  closeSync(sink)
  if (status !== 0) throw new Error(`${job.command.join(' ')} ended with ${status}: ${stderr}`)
  const [user, system, wall, rssKb] = readFileSync(times, 'utf8').trim().split(' ').map(Number) as [number, number, number, number]
  figures.cpuSeconds.push(user + system)
  figures.wallSeconds.push(wall)
  figures.rssMb = Math.max(figures.rssMb, rssKb / 1024)
}

function row(job: Job, all: ReadonlyMap<string, Figures>) {
  const mine = all.get(job.name) as Figures
  const cpu = median(mine.cpuSeconds)
  const megabytes = statSync(job.path).size / 1e6
  const tcpdump = median((all.get('tcpdump -r -w') as Figures).cpuSeconds)
  const full = all.get('earshot full') as Figures
  const tshark = all.get('tshark (prefix)')
  const onPrefix = job.packets === TSHARK_PACKETS
  // per packet, because tshark reads only the prefix; the row on the same prefix is the fair one, start-up included
  const tsharkPerPacket = tshark === undefined ? undefined : median(tshark.cpuSeconds) / TSHARK_PACKETS
  return {
    name: job.name,
    'CPU s': round(cpu),
    'CPU s, all rounds': mine.cpuSeconds.map((seconds) => seconds.toFixed(2)).join(' '),
    'wall s': round(median(mine.wallSeconds)),
    'wall, of one worker': job.name === SHARED_OUT ? round(median(mine.wallSeconds) / median(full.wallSeconds)) : '-',
    'MB/CPU s': round(megabytes / cpu),
    'kpkt/CPU s': round(job.packets / cpu / 1000),
    'of tcpdump': onPrefix ? '-' : `${round((100 * tcpdump) / cpu)} %`,
    'x tshark': tsharkPerPacket === undefined ? '-' : round(tsharkPerPacket / (cpu / job.packets)),
    'RSS MB': Math.round(mine.rssMb),
  }
}

function counts(job: Job): { requests: number; exchanges: number } {
  const counters = countersOf(job.db as string)
  return { requests: counters['http.requests'] ?? 0, exchanges: counters['http.exchanges'] ?? 0 }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}
