// `npm run bench:growth`: the same capture once, ten times over and for twenty gigabytes, each time later, through a pipe: what ten times the traffic
// costs in CPU time, and whether memory stays where it is. No test: only a quiet machine tells the truth. Usage: npm run bench:growth [-- PROFILE…]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countersOf, EARSHOT } from './jobs.ts'
import { CAPTURES, makeCaptures } from './make-captures.ts'

const TIMES = 10
const LONG_BYTES = 20e9
/** Long enough for all flows of one turn to be forgotten before their addresses come again. */
const PAUSE_S = 10
const SAMPLE_MS = 500
/** Memory is looked at from here on: a run warms up first. */
const WARM_BYTES = 1e9

interface Run {
  readonly cpuSeconds: number
  readonly exchanges: number
  readonly peakMb: number
  /** MB of resident memory for each GB that was read, behind the first; NaN where there was none. */
  readonly slope: number
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-growth-'))
try {
  if (!existsSync(EARSHOT)) throw new Error('there is no build: npm run build')
  const names = process.argv.length > 2 ? process.argv.slice(2) : ['small', 'mixed']
  await makeCaptures()
  for (const name of names) {
    const capture = readFileSync(`${CAPTURES}${name}.pcap`)
    const truth = JSON.parse(readFileSync(`${CAPTURES}${name}.json`, 'utf8')) as { exchanges: number }
    const [one, many] = [await run(capture, 1), await run(capture, TIMES)]
    const turns = Math.ceil(LONG_BYTES / capture.length)
    const long = await run(capture, turns)
    const exact = [one, many, long].every(({ exchanges }, i) => exchanges === [1, TIMES, turns][i]! * truth.exchanges)
    if (!exact) process.exitCode = 1
    console.log(`${name}: ${TIMES} times the traffic (${((TIMES * capture.length) / 1e9).toFixed(2)} GB)`)
    console.log(`  CPU ${one.cpuSeconds.toFixed(2)} -> ${many.cpuSeconds.toFixed(2)} s: x${(many.cpuSeconds / one.cpuSeconds).toFixed(2)}`)
    console.log(
      `  memory over ${((turns * capture.length) / 1e9).toFixed(2)} GB: at most ${long.peakMb.toFixed(0)} MB, ${long.slope.toFixed(2)} MB for each GB behind the first`,
    )
    console.log(
      `  exchanges ${one.exchanges}, ${many.exchanges}, ${long.exchanges}: ${exact ? 'equal to what the clients counted' : 'NOT EQUAL'}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** One replay from standard input. */
async function run(capture: Buffer, times: number): Promise<Run> {
  const [db, rusage] = [join(folder, `${times}.db`), join(folder, 'rusage')]
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
  const command = [process.execPath, EARSHOT, 'replay', '-', '--db', db, '--workers', '1', '--quiet']
  const child = spawn('/usr/bin/time', ['-o', rusage, '-f', '%U %S', ...command], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(child, 'exit') as Promise<[number]>
  const samples: { bytes: number; mb: number }[] = []
  let bytes = 0
  const timer = setInterval(() => {
    const mb = residentMb(child.pid as number)
    if (mb !== undefined) samples.push({ bytes, mb })
  }, SAMPLE_MS)
  for (const piece of repeated(capture, times)) {
    bytes += piece.length
    if (!child.stdin.write(piece)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [code] = await ended
  clearInterval(timer)
  if (code !== 0) throw new Error(`replay ended with ${code}`)
  const [user, system] = readFileSync(rusage, 'utf8').trim().split(' ').map(Number) as [number, number]
  return {
    cpuSeconds: user + system,
    exchanges: countersOf(db)['http.exchanges'] ?? 0,
    peakMb: Math.max(...samples.map(({ mb }) => mb)),
    slope: slopeOf(samples.filter((sample) => sample.bytes >= WARM_BYTES)),
  }
}

/** Of the process that `time` runs. */
function residentMb(parent: number): number | undefined {
  try {
    const child = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim()
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

/** Least squares, in MB a GB. */
function slopeOf(samples: readonly { bytes: number; mb: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [samples.map(({ bytes }) => bytes / 1e9), samples.map(({ mb }) => mb)]
  const [atX, atY] = [mean(x), mean(y)]
  const along = mean(x.map((value, i) => (value - atX) * ((y[i] as number) - atY)))
  return along / mean(x.map((value) => (value - atX) ** 2))
}

/** A little-endian pcap as it would be if its traffic came again and again. */
function* repeated(capture: Buffer, times: number): Generator<Buffer> {
  const bytes = Buffer.from(capture)
  const records: number[] = []
  for (let at = 24; at < bytes.length; at += 16 + bytes.readUInt32LE(at + 8)) records.push(at)
  const seconds = (at: number): number => bytes.readUInt32LE(at)
  const turn = seconds(records.at(-1) as number) - seconds(24) + PAUSE_S
  yield bytes.subarray(0, 24)
  for (let time = 0; time < times; time++) {
    for (const at of time === 0 ? [] : records) bytes.writeUInt32LE(seconds(at) + turn, at)
    for (let at = 24; at < bytes.length; at += 1 << 20) yield Buffer.from(bytes.subarray(at, at + (1 << 20)))
  }
}
