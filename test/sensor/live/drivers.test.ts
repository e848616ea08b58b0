import { describe, expect, test } from 'vitest'
import type { CaptureDriver } from '../../../sensor/index.ts'
import { DRIVERS, usableDrivers } from '../../../sensor/live/drivers.ts'

const request = { interface: 'eth1', snapLength: 262_144, bufferMiB: 64, promiscuous: true, filter: 'tcp' }
const absent = (driver: CaptureDriver): CaptureDriver => ({ ...driver, available: async () => ({ ok: false, why: 'it is not installed' }) })
const present = (driver: CaptureDriver): CaptureDriver => ({ ...driver, available: async () => ({ ok: true, version: '1' }) })

describe.each(DRIVERS.map((driver) => [driver.name, driver] as const))('every driver: %s', (name, driver) => {
  test('says whether it is there, and if not why', async () => {
    const { ok, version, why } = await driver.available()
    expect(ok ? version : why).toBeTruthy()
  })

  test('takes the interface, the snap length and the filter', () => {
    const { args } = driver.command(request)
    for (const part of ['eth1', '262144', 'tcp']) expect(args).toContain(part)
  })

  test('reads no statistics out of nothing, and is in no hurry', () => {
    expect(driver.readStatistics('')).toBeUndefined()
    expect(driver.settleMs).toBeGreaterThan(0)
  })

  test('can be asked for by name', async () => {
    expect((await usableDrivers(name, DRIVERS.map(present))).map((one) => one.name)).toEqual([name])
  })
})

test('without a name, all that are there, in order', async () => {
  const some = DRIVERS.map((driver, index) => (index === 0 ? absent(driver) : present(driver)))
  expect((await usableDrivers(undefined, some)).map((one) => one.name)).toEqual(['dumpcap', 'cap'])
})

test('no driver, an absent driver and an unknown driver are told with a hint', async () => {
  const none = DRIVERS.map(absent)
  await expect(usableDrivers(undefined, none)).rejects.toMatchObject({ message: 'there is no capture driver on this machine', exitCode: 2 })
  await expect(usableDrivers('dumpcap', none)).rejects.toThrow('the capture driver dumpcap cannot be used: it is not installed')
  await expect(usableDrivers('pktap' as never, none)).rejects.toMatchObject({ hint: 'Choose one of tcpdump, dumpcap, cap.' })
})
