import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import type { CaptureDriver } from '../../../sensor/live/driver.ts'
import { captureWith } from '../../../sensor/live/live-capture.ts'
import { tcpdump } from '../../../sensor/live/tcpdump.ts'
import { keepingSink } from '../../support/veth-pair.ts'

// Scripts in the place of drivers, for what real ones do only rarely. Octal: the head of an empty pcap stream.
const HEAD = "printf '\\324\\303\\262\\241\\2\\0\\4\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\4\\0\\1\\0\\0\\0'"
const RECORD = "printf '\\1\\0\\0\\0\\2\\0\\0\\0\\4\\0\\0\\0\\4\\0\\0\\0abcd'"
const WAIT = 'while :; do sleep 0.02; done'

const scripted = (script: string): CaptureDriver => ({
  ...tcpdump,
  settleMs: 10,
  command: () => ({
    file: 'sh',
    args: [
      '-c',
      `trap 'exit 0' INT; trap 'echo "5 packets captured, 5 packets received by filter, 3 packets dropped by kernel" >&2' USR1; ${script}`,
    ],
  }),
})

async function run(script: string) {
  const sink = keepingSink()
  const counters = new Counters()
  const restarts: string[] = []
  const reads: [bytes: number, latestUs: number][] = []
  const live = await captureWith([scripted(script)], { interface: 'eth1' }, sink, counters, {
    onRestart: (why) => restarts.push(why),
    onRead: (...read) => reads.push(read),
  })
  return { live, sink, counters, restarts, reads }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await delay(10)
  expect(condition()).toBe(true)
}

test('drops are counted once, however often they are told', async () => {
  const { live, counters } = await run(`${HEAD}; ${RECORD}; ${WAIT}`)
  live.refreshDrops()
  await until(() => live.status.kernelDropped === 3)
  live.refreshDrops()
  await live.stop()
  expect(counters.get('capture.kernel-dropped')).toBe(3)
  expect(counters.get('capture.packets')).toBe(1)
  expect(counters.get('capture.file-truncated')).toBe(0)
})

test('the time of the latest packet is told with each piece that is read', async () => {
  const { live, reads } = await run(`${HEAD}; ${RECORD}; ${WAIT}`)
  await until(() => reads.at(-1)?.[1] === 1_000_002)
  expect(reads.reduce((sum, [bytes]) => sum + bytes, 0)).toBe(24 + 16 + 4)
  await live.stop()
})

test('a record that a stopped driver was about to write is no damage', async () => {
  const { live, counters } = await run(`${HEAD}; ${RECORD}; printf '\\1\\0\\0'; ${WAIT}`)
  await until(() => counters.get('capture.packets') === 1)
  await live.stop()
  expect(counters.get('capture.file-truncated')).toBe(0)
})

test('the drops of several drivers add up', async () => {
  const { live, counters } = await run(`${HEAD}; kill -USR1 $$; sleep 0.05; exit 1`)
  await until(() => live.status.restarts >= 2)
  await live.stop()
  expect(counters.get('capture.kernel-dropped')).toBeGreaterThanOrEqual(6)
  expect(counters.get('capture.kernel-dropped')).toBe(live.status.kernelDropped)
})

test('a driver that writes nonsense is replaced', async () => {
  const { live, counters, restarts } = await run(`${HEAD}; head -c 1000 /dev/zero | tr '\\0' '\\377'; ${WAIT}`)
  await until(() => live.status.restarts >= 1)
  await live.stop()
  expect(counters.get('capture.malformed-records')).toBeGreaterThanOrEqual(1)
  expect(restarts[0]).toMatch(/SIGKILL/)
})

test('a record that its driver did not complete is not joined to the next stream', async () => {
  const { live, sink, counters } = await run(`${HEAD}; ${RECORD}; printf '\\1\\0\\0\\0\\2\\0'; sleep 0.05; exit 1`)
  await until(() => live.status.restarts >= 2)
  await live.stop()
  for (const frame of sink.frames) expect(Buffer.from(frame).toString()).toBe('abcd')
  expect(counters.get('capture.malformed-records')).toBe(0)
})

test('a right that is lost meanwhile ends the capture with the reason', async () => {
  const marker = `/tmp/earshot-session-${process.pid}`
  const { live } = await run(
    `if [ -e ${marker} ]; then rm ${marker}; echo "Operation not permitted" >&2; exit 1; fi; touch ${marker}; ${HEAD}; exit 1`,
  )
  await expect(live.done).rejects.toMatchObject({ name: 'UserError', message: 'no permission to capture on eth1' })
  expect(live.status.state).toBe('stopped')
  await live.stop()
})

test('stop may be called twice and at once', async () => {
  const { live } = await run(`${HEAD}; ${WAIT}`)
  await Promise.all([live.stop(), live.stop()])
  await expect(live.done).resolves.toBeUndefined()
})
