import { expect, test } from 'vitest'
import { type CaptureDriver, DRIVERS, diagnose } from '../../../sensor/index.ts'

const [tcpdump, dumpcap] = DRIVERS as [CaptureDriver, CaptureDriver]
const absent = (driver: CaptureDriver): CaptureDriver => ({
  ...driver,
  available: async () => ({ ok: false, why: `${driver.name} is not installed` }),
})
const says = (driver: CaptureDriver, script: string): CaptureDriver => ({
  ...driver,
  available: async () => ({ ok: true, version: '1.0' }),
  command: () => ({ file: 'sh', args: ['-c', script] }),
})
const REFUSED = 'echo "x: Operation not permitted" >&2; exit 1'
/** Says at once that it captures, then waits for the end. */
const WORKS = "trap 'exit 0' INT; printf '\\324\\303\\262\\241'; while :; do sleep 0.05; done"

test('without any driver there is one fault, and what to install', async () => {
  expect(await diagnose({}, [absent(tcpdump), absent(dumpcap)])).toEqual([
    {
      what: 'capture driver',
      ok: false,
      detail: 'tcpdump is not installed; dumpcap is not installed',
      remedy: expect.stringContaining('apt-get install'),
    },
  ])
})

test('one driver that works is enough', async () => {
  const found = await diagnose({}, [
    says({ ...tcpdump, settleMs: 10 } as CaptureDriver, WORKS),
    says(dumpcap, REFUSED),
    absent(DRIVERS[2]!),
  ])
  expect(found.every((one) => one.ok)).toBe(true)
  expect(found.map((one) => one.what)).toEqual([
    'driver tcpdump',
    'driver dumpcap',
    'other drivers',
    'right to capture on lo with tcpdump',
    'right to capture on lo with dumpcap',
  ])
})

test('no right is told with what to type', async () => {
  const found = await diagnose({}, [says(tcpdump, REFUSED)])
  expect(found.at(-1)).toMatchObject({ ok: false, detail: 'no permission to capture on lo', remedy: expect.stringContaining('setcap') })
})

test('an interface that is not there is told with those that are', async () => {
  const found = await diagnose({ interface: 'nosuch0' }, [says(tcpdump, WORKS)])
  expect(found.at(-1)).toMatchObject({ what: 'interface nosuch0', ok: false, detail: expect.stringContaining('there are: ') })
})

test('the loopback is looked at like any other', async () => {
  const found = await diagnose({ interface: 'lo' }, [says(tcpdump, REFUSED)])
  expect(found.find((one) => one.what === 'interface lo')).toMatchObject({ ok: true, detail: expect.stringContaining('127.0.0.1') })
})
