import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { DRIVERS, type LiveCapture, startLiveCapture } from '../../../sensor/index.ts'
import { captureWith } from '../../../sensor/live/live-capture.ts'
import { createVethPair, keepingSink, someFrames, type VethPair, whyNoCapture } from '../../support/veth-pair.ts'

const reason = whyNoCapture()
if (reason !== null) console.warn(`tests of live capture are skipped: ${reason}`)
const installed = new Set<string>()
for (const driver of DRIVERS) if ((await driver.available()).ok) installed.add(driver.name)

let folder: string
let cable: VethPair
const open: LiveCapture[] = []

beforeAll(() => {
  if (reason !== null) return
  folder = mkdtempSync(join(tmpdir(), 'earshot-live-'))
  cable = createVethPair(folder)
})

afterAll(async () => {
  if (reason !== null) return
  await Promise.all(open.map((capture) => capture.stop()))
  cable.remove()
  rmSync(folder, { recursive: true })
})

async function capture(name: string, options: { filter?: string; snapLength?: number; interface?: string } = {}) {
  const driver = DRIVERS.find((one) => one.name === name)
  const sink = keepingSink()
  const counters = new Counters()
  const restarts: string[] = []
  const states: string[] = []
  const live = await captureWith([cable.inside(driver!)], { interface: cable.rxDevice, ...options }, sink, counters, {
    onRestart: (why) => restarts.push(why),
    onStatus: (status) => states.push(status.state),
  })
  open.push(live)
  return { live, sink, counters, restarts, states }
}

/** Short texts that are equal where the bytes are: a difference must stay readable. */
const texts = (frames: readonly Uint8Array[]): string[] =>
  frames.map((frame) => {
    const bytes = Buffer.from(frame)
    return `${bytes.readUInt32BE(14)}/${bytes.readUInt32BE(18)} ${bytes.length} ${createHash('sha1').update(bytes).digest('hex').slice(0, 8)}`
  })

/** The driver's process: `ip netns exec` has become it. */
function driverPids(): number[] {
  try {
    const pids = execFileSync('ip', ['netns', 'pids', cable.rx], { encoding: 'utf8' })
    return pids.split('\n').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (condition()) return
    await delay(20)
  }
  throw new Error(`waited in vain for ${what}`)
}

describe.skipIf(reason !== null).each(['tcpdump', 'dumpcap', 'cap'])('%s', (name) => {
  const able = installed.has(name)
  if (!able) console.warn(`driver ${name} is not installed here: its tests are skipped`)

  test.skipIf(!able)('every packet arrives, as it was sent and in order, also those sent just before the end', async () => {
    const { live, sink, counters, restarts } = await capture(name)
    // cap has room for a thousand packets in the kernel: on a busy machine it loses more than that at full speed
    const frames = someFrames(name === 'cap' ? 3000 : 10_000, 1)
    await cable.send(frames, name === 'cap' ? 2000 : 20_000)
    await live.stop()
    expect(sink.frames.length).toBe(frames.length)
    expect(texts(sink.frames)).toEqual(texts(frames))
    expect(restarts).toEqual([])
    expect(counters.get('capture.packets')).toBe(frames.length)
    expect(counters.get('capture.kernel-dropped')).toBe(0)
    expect(Math.abs(sink.timesUs.at(-1)! / 1000 - Date.now())).toBeLessThan(10_000)
    expect([...sink.timesUs].sort((a, b) => a - b)).toEqual(sink.timesUs)
  })

  test.skipIf(!able)('a single packet on a quiet link is seen while the capture goes on', async () => {
    const { live, sink } = await capture(name)
    await cable.send(someFrames(1, 2), 1000)
    await until(() => sink.frames.length === 1, 'the packet')
    expect(live.status).toMatchObject({ state: 'capturing', driver: name })
    await live.stop()
    expect(live.status.state).toBe('stopped')
  })

  test.skipIf(!able)('a link that goes down and up again loses only what was not on the wire', async () => {
    const { live, sink } = await capture(name)
    const [before, after] = [someFrames(500, 3), someFrames(500, 4)]
    await cable.send(before, 20_000)
    if (name === 'cap') await delay(100)
    cable.link('down')
    await delay(400)
    cable.link('up')
    // tcpdump and dumpcap outlive it; cap does not and is started again
    await delay(name === 'cap' ? 3000 : 50)
    await until(() => live.status.state === 'capturing', 'the capture to go on')
    await cable.send(after, 20_000)
    await live.stop()
    expect(texts(sink.frames)).toEqual(texts([...before, ...after]))
  })

  test.skipIf(!able)('a driver that is killed is started again, and that is counted', async () => {
    const { live, sink, counters, restarts, states } = await capture(name)
    const [before, after] = [someFrames(50, 5), someFrames(50, 6)]
    await cable.send(before, 5000)
    await until(() => sink.frames.length === 50, 'the packets before')
    for (const pid of driverPids()) process.kill(pid, 'SIGKILL')
    await until(() => counters.get('capture.driver-restarts') === 1, 'the restart')
    await cable.send(after, 5000)
    await live.stop()
    expect(texts(sink.frames)).toEqual(texts([...before, ...after]))
    expect(restarts).toEqual([expect.stringContaining('SIGKILL')])
    expect(live.status.restarts).toBe(1)
    expect(states).toEqual(['capturing', 'waiting', 'capturing', 'stopping', 'stopped'])
  })

  test.skipIf(!able)('only what the filter lets through arrives, cut to the snap length', async () => {
    const { live, sink } = await capture(name, { filter: 'ether[21] = 7', snapLength: 64 })
    const frames = someFrames(100, 8)
    await cable.send(frames, 5000)
    await live.stop()
    expect(texts(sink.frames)).toEqual(texts([frames[7]!.subarray(0, 64)]))
  })

  test.skipIf(!able)('a filter that is wrong is told in the words of the driver', async () => {
    const error = await capture(name, { filter: 'tcp prot 80' }).catch((caught) => caught)
    expect(error).toBeInstanceOf(UserError)
    expect(error.message).toMatch(/^the capture filter "tcp prot 80" was not understood: .*syntax error/)
    expect(error).toMatchObject({ exitCode: 2, hint: expect.stringContaining('pcap-filter') })
  })

  test.skipIf(!able)('an interface that is not there is told', async () => {
    const error = await capture(name, { interface: 'nosuch0' }).catch((caught) => caught)
    expect(error).toMatchObject({ name: 'UserError', message: 'there is no interface "nosuch0"', exitCode: 2 })
  })

  test.skipIf(!able)('an interface that is down is told, with the command that mends it', async () => {
    cable.link('down')
    const error = await capture(name).catch((caught) => caught)
    cable.link('up')
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringMatching(/is down$/), hint: expect.stringContaining('up') })
  })

  test.skipIf(!able)('a user without the right is told what to type', async () => {
    const driver = DRIVERS.find((one) => one.name === name)!
    const unprivileged = cable.inside({
      ...driver,
      command(request) {
        const { file, args } = driver.command(request)
        return { file: 'setpriv', args: ['--reuid', '65534', '--clear-groups', file, ...args] }
      },
    })
    const error = await captureWith([unprivileged], { interface: cable.rxDevice }, keepingSink(), new Counters()).catch((caught) => caught)
    expect(error).toMatchObject({ name: 'UserError', message: `no permission to capture on ${cable.rxDevice}`, exitCode: 2 })
    expect(error.hint).toMatch(/sudo/)
  })
})

describe.skipIf(reason !== null || !installed.has('tcpdump'))('a capture', () => {
  test('waits for an interface that disappeared, and takes up a new one of that name', async () => {
    const { live, sink, restarts } = await capture('tcpdump')
    const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })
    ip('-n', cable.rx, 'link', 'delete', cable.rxDevice)
    await until(() => live.status.state === 'waiting', 'the driver to notice')
    ip('link', 'add', cable.txDevice, 'netns', cable.tx, 'type', 'veth', 'peer', 'name', cable.rxDevice, 'netns', cable.rx)
    ip('-n', cable.tx, 'link', 'set', cable.txDevice, 'up')
    ip('-n', cable.rx, 'link', 'set', cable.rxDevice, 'up')
    await until(() => live.status.state === 'capturing', 'the new interface')
    await cable.send(someFrames(5, 9), 1000)
    await live.stop()
    expect(sink.frames.length).toBe(5)
    expect(restarts).toEqual([expect.stringMatching(/disappeared/)])
  })

  test('can be stopped while it waits for a driver', async () => {
    const { live } = await capture('tcpdump')
    cable.link('down')
    for (const pid of driverPids()) process.kill(pid, 'SIGKILL')
    await until(() => live.status.state === 'waiting', 'the driver to be gone')
    await delay(300)
    await live.stop()
    cable.link('up')
    expect(live.status.state).toBe('stopped')
    expect(driverPids()).toEqual([])
    await expect(live.done).resolves.toBeUndefined()
  })

  test('uses the next driver where the first has no right', async () => {
    const tcpdump = DRIVERS.find((one) => one.name === 'tcpdump')!
    const refused = { ...tcpdump, command: () => ({ file: 'sh', args: ['-c', 'echo "tcpdump: lo: Operation not permitted" >&2; exit 1'] }) }
    const live = await captureWith([refused, cable.inside(tcpdump)], { interface: cable.rxDevice }, keepingSink(), new Counters())
    await live.stop()
    const error = await captureWith([refused, refused], { interface: 'lo' }, keepingSink(), new Counters()).catch((caught) => caught)
    expect(error.message).toBe('no permission to capture on lo')
  })
})

test('an empty name is no interface', async () => {
  await expect(startLiveCapture({ interface: '', driver: 'nosuch' as never }, keepingSink(), new Counters())).rejects.toThrow(/nosuch/)
  await expect(captureWith([DRIVERS[0]!], { interface: '' }, keepingSink(), new Counters())).rejects.toThrow(/empty/)
})
