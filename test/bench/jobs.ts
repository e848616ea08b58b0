// The programs that the benchmark runs on a capture: earshot at each depth, and those of its peers that are installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const TSHARK_PACKETS = 60_000
export const EARSHOT = 'dist/cli/main.js'
const TSHARK_FIELDS = [
  ...['frame.time_epoch', 'ip.src', 'ip.dst', 'http.request.method'],
  ...['http.host', 'http.request.uri', 'http.response.code', 'http.content_type'],
]

export interface Job {
  readonly name: string
  readonly command: readonly string[]
  /** The capture it reads. */
  readonly path: string
  readonly packets: number
  /** Of earshot: the inventory it writes. */
  readonly db?: string
}

export interface Subject {
  readonly path: string
  readonly packets: number
  /** The first `TSHARK_PACKETS` packets of it, for programs that would take minutes. */
  readonly prefix: string
  /** For what the programs write. */
  readonly folder: string
}

export function jobsOn(subject: Subject): Job[] {
  const { path, packets, prefix } = subject
  const prefixPackets = Math.min(TSHARK_PACKETS, packets)
  const onPrefix = { path: prefix, packets: prefixPackets }
  return [
    { name: 'tcpdump -r -w', command: ['tcpdump', '-r', path, '-w', '/dev/null'], path, packets },
    ...peersOn(subject),
    {
      name: 'tshark (prefix)',
      command: ['tshark', '-n', '-r', prefix, '-Y', 'http', '-T', 'fields', ...TSHARK_FIELDS.flatMap((field) => ['-e', field])],
      ...onPrefix,
    },
    { name: 'earshot framing', command: [process.execPath, EARSHOT, 'exchanges', path, '--format', 'none'], path, packets },
    ...(['headers', 'adaptive', 'full'] as const).map((depth) =>
      earshot(`earshot ${depth}`, { path, packets }, ['--depth', depth], subject),
    ),
    earshot('earshot full, 2 workers', { path, packets }, ['--depth', 'full', '--workers', '2'], subject),
    earshot('earshot full (prefix)', onPrefix, ['--depth', 'full'], subject),
  ].filter(({ command: [program = ''] }) => program === process.execPath || isThere(program))
}

/** What they do of the work: httpry lists start lines, tcpflow writes streams to files, ndpiReader tells protocols, npm-stack.ts parses all there is. */
function peersOn({ path, packets, folder }: Subject): Job[] {
  return [
    { name: 'httpry', command: ['httpry', '-r', path, '-o', '/dev/null', '-q', 'tcp port 8080'], path, packets },
    { name: 'tcpflow', command: ['tcpflow', '-r', path, '-o', join(folder, 'tcpflow')], path, packets },
    { name: 'ndpiReader', command: ['ndpiReader', '-i', path, '-q'], path, packets },
    // the decoders come with a package that is built on the machine, where that is possible
    ...(existsSync('node_modules/cap')
      ? [{ name: 'npm stack', command: [process.execPath, '--import', 'tsx', 'test/bench/npm-stack.ts', path], path, packets }]
      : []),
  ]
}

function earshot(name: string, input: { path: string; packets: number }, options: readonly string[], { folder }: Subject): Job {
  const db = join(folder, `${name.replaceAll(/\W+/g, '-')}.db`)
  // one worker unless the job says otherwise: figures of machines with few and many cores are then of the same thing
  const command = [process.execPath, EARSHOT, 'replay', input.path, '--db', db, '--quiet', '--workers', '1', ...options]
  return { name, command, ...input, db }
}

export function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** What a run of earshot counted, by id; counters that are 0 are not there. */
export function countersOf(db: string): Record<string, number> {
  const text = execFileSync(process.execPath, [EARSHOT, 'coverage', '--db', db, '--format', 'json'], { encoding: 'utf8' })
  return (JSON.parse(text) as { coverage: { counters: Record<string, number> } }).coverage.counters
}
