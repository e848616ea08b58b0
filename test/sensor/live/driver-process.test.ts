import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { CaptureDriver, CaptureRequest, DriverStatistics } from '../../../sensor/live/driver.ts'
import { DriverProcess } from '../../../sensor/live/driver-process.ts'

const request: CaptureRequest = { interface: 'eth1', snapLength: 1, bufferMiB: 1, promiscuous: true }

function start(script: string, more: Partial<CaptureDriver> = {}) {
  const driver: CaptureDriver = {
    name: 'tcpdump',
    available: async () => ({ ok: true }),
    command: () => ({ file: 'sh', args: ['-c', script] }),
    settleMs: 50,
    readStatistics: (stderr): DriverStatistics | undefined => {
      const last = [...stderr.matchAll(/(\d+) of (\d+)\n/g)].at(-1)
      return last === undefined
        ? undefined
        : { captured: Number(last[1]), received: Number(last[2]), kernelDropped: 0, interfaceDropped: 0 }
    },
    ...more,
  }
  let received = ''
  const process = new DriverProcess(driver, request, {
    onBytes: (bytes) => (received += Buffer.from(bytes).toString()),
    onStatistics: () => {},
  })
  return { process, received: () => received }
}

test('it has begun once it writes, and all it wrote arrives', async () => {
  const { process, received } = start('printf head; sleep 0.1; printf tail')
  expect(await process.ready).toBe(true)
  expect(await process.ended).toMatchObject({ began: true, asked: false, code: 0 })
  expect(received()).toBe('headtail')
})

test('one that ends before it writes has not begun, and its last words are kept', async () => {
  const { process } = start('echo "no such thing" >&2; exit 1')
  expect(await process.ready).toBe(false)
  expect(await process.ended).toMatchObject({ began: false, code: 1, stderr: 'no such thing\n' })
})

test('a program that is not there has not begun either', async () => {
  const { process } = start('', { command: () => ({ file: '/no/such/program', args: [] }) })
  expect(await process.ready).toBe(false)
  expect((await process.ended).stderr).toMatch(/ENOENT/)
})

test('what it writes on SIGINT still arrives', async () => {
  const { process, received } = start("trap 'printf rest; exit 0' INT; printf head; while :; do sleep 0.02; done")
  await process.ready
  expect(await process.end()).toMatchObject({ asked: true, code: 0 })
  expect(received()).toBe('headrest')
})

test('before SIGINT it is given time until it has taken what the kernel had received', async () => {
  // 100 packets wait in the kernel; it takes 20 of them at each question
  const script = `n=0; trap 'n=$((n+20)); echo "$n of 100" >&2' USR1; trap 'echo "ended at $n" >&2; exit 0' INT; printf head; while :; do sleep 0.005; done`
  const { process } = start(script, { statisticsSignal: 'SIGUSR1', settleMs: 1000 })
  await process.ready
  const { stderr } = await process.end()
  expect(Number(/ended at (\d+)/.exec(stderr)?.[1])).toBeGreaterThanOrEqual(100)
})

test('a packet that is younger than the request says that all older ones have come', async () => {
  const { process } = start("trap 'exit 0' INT; printf head; while :; do printf x; sleep 0.02; done", { settleMs: 5000 })
  await process.ready
  const started = Date.now()
  let looks = 0
  await process.end(() => (++looks < 10 ? 1 : (started + 60_000) * 1000))
  expect(looks).toBe(10)
})

test('a driver that cannot tell is waited for as long as it still writes', async () => {
  const { process, received } = start(
    "trap 'exit 0' INT; printf head; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; printf $i; done; while :; do sleep 0.02; done",
    { settleMs: 400 },
  )
  await process.ready
  await process.end()
  expect(received()).toBe('head123456789')
})

test('a driver that does not answer is not waited for without end', async () => {
  const { process } = start("trap '' USR1; trap 'exit 0' INT; printf head; while :; do sleep 0.02; done", {
    statisticsSignal: 'SIGUSR1',
    settleMs: 10,
  })
  await process.ready
  const started = Date.now()
  await process.end()
  expect(Date.now() - started).toBeLessThan(4000)
})

test('the interrupt of a terminal does not reach it: it has a process group of its own', async () => {
  const { process, received } = start('ps -o pgid= -p $$ | tr -d " "; ps -o pid= -p $$ | tr -d " "')
  await process.ended
  await delay(0)
  const [group, pid] = received().trim().split('\n')
  expect(group).toBe(pid)
})
