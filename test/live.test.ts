// Live equals replay: a capture sent over a veth pair and sniffed gives the same inventory as the file itself.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const has = (tool: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

const missing = ['ip', 'tcpreplay'].filter((tool) => !has(tool))
const able = process.getuid?.() === 0 && missing.length === 0 && existsSync('dist/cli/main.js')
if (!able)
  console.warn(
    `live tests are skipped: they need root, a build, ip and tcpreplay${missing.length > 0 ? ` (absent: ${missing.join(', ')})` : ''}`,
  )

const folder = scratchFolder('live')
const space = `es-eq-${process.pid}`
const [near, far] = [`eq${process.pid % 10_000}a`, `eq${process.pid % 10_000}b`]
const CAPTURE = 'fixtures/shop-v1/capture.pcap'
const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })

beforeAll(() => {
  if (!able) return
  for (const side of ['tx', 'rx']) ip('netns', 'add', `${space}-${side}`)
  ip('link', 'add', near, 'netns', `${space}-tx`, 'type', 'veth', 'peer', 'name', far, 'netns', `${space}-rx`)
  for (const [side, device] of [
    ['tx', near],
    ['rx', far],
  ] as const) {
    execFileSync('ip', ['netns', 'exec', `${space}-${side}`, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1'], { stdio: 'ignore' })
    ip('-n', `${space}-${side}`, 'link', 'set', device, 'mtu', '9000', 'up')
  }
})

afterAll(() => {
  if (able) for (const side of ['tx', 'rx']) ip('netns', 'delete', `${space}-${side}`)
})

const canonical = async (db: string): Promise<string> => (await earshot('export', 'canonical', '--db', db)).out

async function sniffed(driver: string): Promise<string> {
  const db = join(folder, `${driver}.db`)
  const sniff = spawn(
    'ip',
    ['netns', 'exec', `${space}-rx`, process.execPath, 'dist/cli/main.js', 'sniff', '-i', far, '--driver', driver, '--db', db],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  await new Promise<void>((resolve, reject) => {
    sniff.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('listening on')) resolve()
    })
    sniff.once('exit', (code) => reject(new Error(`sniff ended with ${code}: ${said}`)))
  })
  execFileSync('ip', ['netns', 'exec', `${space}-tx`, 'tcpreplay', '-q', '-i', near, '--pps', '2000', CAPTURE], { stdio: 'pipe' })
  await new Promise((resolve) => setTimeout(resolve, 1200))
  sniff.removeAllListeners('exit')
  sniff.kill('SIGINT')
  const [code] = (await once(sniff, 'exit')) as [number]
  expect({ code, said }).toMatchObject({ code: 0 })
  return db
}

describe.skipIf(!able)('a sniffed capture gives the inventory of the replayed one', () => {
  test.each(['tcpdump', 'dumpcap', 'cap'])('%s', async (driver) => {
    const doctor = JSON.parse((await earshot('doctor', '--format', 'json')).out) as { checks: { what: string; ok: boolean }[] }
    if (!doctor.checks.some((check) => check.what === `driver ${driver}`)) return console.warn(`driver ${driver} is not there: skipped`)
    const replayed = join(folder, `${driver}-replayed.db`)
    await earshot('replay', CAPTURE, '--db', replayed, '--quiet')
    expect(await canonical(await sniffed(driver))).toBe(await canonical(replayed))
  })
})
