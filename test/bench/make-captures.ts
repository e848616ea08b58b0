// Makes the captures of the benchmark: real HTTP servers and clients over a veth pair between two network namespaces,
// recorded by tcpdump, with the counts of the clients beside them. Needs root, iproute2 and tcpdump.
// Usage: npx tsx test/bench/make-captures.ts [PROFILE…]
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { disturb } from './disturb.ts'
import { lengthen } from './lengthen.ts'
import { CLIENT_ADDRESSES, DERIVED, type Derived, PROFILES, type Profile, SERVER_ADDRESS, SERVER_PORT } from './profiles.ts'

export const CAPTURES = fileURLToPath(new URL('captures/', import.meta.url))
const [NEAR, FAR] = [`es-bench-${process.pid}-c`, `es-bench-${process.pid}-s`]
const [NEAR_DEVICE, FAR_DEVICE] = ['esbenchc', 'esbenchs']
const CAPTURE_BUFFER_KIB = 262_144

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' })
const inside = (space: string, ...command: string[]): ChildProcess =>
  spawn('ip', ['netns', 'exec', space, ...command], { stdio: ['ignore', 'pipe', 'pipe'] })

function cable(): void {
  for (const space of [NEAR, FAR]) ip('netns', 'add', space)
  ip('link', 'add', NEAR_DEVICE, 'netns', NEAR, 'type', 'veth', 'peer', 'name', FAR_DEVICE, 'netns', FAR)
  for (const address of CLIENT_ADDRESSES) ip('-n', NEAR, 'addr', 'add', `${address}/24`, 'dev', NEAR_DEVICE)
  ip('-n', FAR, 'addr', 'add', `${SERVER_ADDRESS}/24`, 'dev', FAR_DEVICE)
  // so few ports that a client without keep-alive uses each again and again
  for (const setting of ['net.ipv4.ip_local_port_range=20000 20999', 'net.ipv4.tcp_tw_reuse=1'])
    execFileSync('ip', ['netns', 'exec', NEAR, 'sysctl', '-qw', setting], { stdio: 'pipe' })
  for (const [space, device] of [
    [NEAR, NEAR_DEVICE],
    [FAR, FAR_DEVICE],
  ] as const) {
    ip('-n', space, 'link', 'set', device, 'up')
    try {
      // packets as they are on a real wire, not the kernel's super-segments
      const off = ['tso', 'gso', 'gro', 'tx', 'rx'].flatMap((offload) => [offload, 'off'])
      execFileSync('ip', ['netns', 'exec', space, 'ethtool', '-K', device, ...off], { stdio: 'pipe' })
    } catch {
      console.warn(`ethtool is not there: ${device} keeps its offloads, so the capture has larger packets than a wire`)
    }
  }
}

/** Resolves with the text once the process has printed a line that matches. */
async function says(child: ChildProcess, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void> {
  let text = ''
  child[stream]?.setEncoding('utf8')
  await new Promise<void>((resolve, reject) => {
    child[stream]?.on('data', (part: string) => {
      text += part
      if (pattern.test(text)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}: ${text}`)))
  })
}

async function record(profile: Profile): Promise<void> {
  const path = `${CAPTURES}${profile.name}.pcap`
  const node = [process.execPath, '--import', 'tsx']
  const server = inside(FAR, ...node, script('traffic-server.ts'), profile.name)
  await says(server, 'stdout', /ready/)
  const dump = inside(
    FAR,
    'tcpdump',
    '-i',
    FAR_DEVICE,
    '-s',
    '0',
    '-B',
    String(CAPTURE_BUFFER_KIB),
    '-Z',
    'root',
    '-w',
    `${path}.part`,
    'tcp',
    'port',
    String(SERVER_PORT),
  )
  let said = ''
  dump.stderr?.on('data', (part: Buffer) => (said += part))
  await says(dump, 'stderr', /listening on/)
  const client = inside(NEAR, ...node, script('traffic-client.ts'), profile.name)
  client.stderr?.pipe(process.stderr)
  let counts = ''
  client.stdout?.on('data', (part: Buffer) => (counts += part))
  const [code] = (await once(client, 'close')) as [number]
  if (code !== 0) throw new Error(`the clients ended with ${code}`)
  // what the kernel still holds
  await delay(1500)
  for (const child of [dump, server]) {
    child.removeAllListeners('exit')
    child.kill(child === dump ? 'SIGINT' : 'SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  if (!/\b0 packets dropped by kernel/.test(said)) throw new Error(`the capture is not whole: ${said}`)
  const packets = Number(/(\d+) packets captured/.exec(said)?.[1])
  renameSync(`${path}.part`, path)
  writeFileSync(`${CAPTURES}${profile.name}.json`, `${JSON.stringify({ ...JSON.parse(counts), packets })}\n`)
  console.log(`${path}: ${Math.round(statSync(path).size / 1e6)} MB, ${packets} packets, ${counts.trim()}`)
}

/** Make those that are not there yet; all that are named anew. */
export async function makeCaptures(names: readonly string[] = []): Promise<void> {
  const isWanted = (name: string) => (names.length > 0 ? names.includes(name) : !existsSync(`${CAPTURES}${name}.json`))
  const wanted = PROFILES.filter(({ name }) => isWanted(name))
  mkdirSync(CAPTURES, { recursive: true })
  if (wanted.length > 0) {
    cable()
    try {
      for (const profile of wanted) await record(profile)
    } finally {
      for (const space of [NEAR, FAR]) ip('netns', 'delete', space)
    }
  }
  for (const derived of DERIVED) if (isWanted(derived.name) || wanted.some(({ name }) => name === derived.of)) derive(derived)
}

function derive({ name, of, times }: Derived): void {
  const [from, to] = [`${CAPTURES}${of}.pcap`, `${CAPTURES}${name}.pcap`]
  const packets = times > 1 ? lengthen(from, to, times) : disturb(from, to)
  const counts = JSON.parse(readFileSync(`${CAPTURES}${of}.json`, 'utf8')) as Record<string, number>
  const all = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, count * times]))
  writeFileSync(`${CAPTURES}${name}.json`, `${JSON.stringify({ ...all, packets })}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeCaptures(process.argv.slice(2))
