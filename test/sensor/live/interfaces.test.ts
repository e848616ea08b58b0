import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listInterfaces, packetCount } from '../../../sensor/live/interfaces.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-sysfs-'))
afterAll(() => rmSync(folder, { recursive: true }))

function device(name: string, files: Record<string, string>): void {
  mkdirSync(join(folder, name, 'statistics'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`)
}

device('eth9', { ifindex: '12', flags: '0x1003', carrier: '1', type: '1', 'statistics/rx_packets': '40', 'statistics/tx_packets': '2' })
device('eth8', { ifindex: '3', flags: '0x1002', type: '1' })
device('eth7', { ifindex: '4', flags: '0x1003', carrier: '0', type: '1' })
device('tun0', { ifindex: '20', flags: '0x1091', carrier: '1', type: '65534' })
device('odd0', { ifindex: '21', flags: '0x9', carrier: '1', type: '4711' })
writeFileSync(join(folder, 'bonding_masters'), '')

test('interfaces are described in the order of the kernel', async () => {
  expect(await listInterfaces(folder)).toEqual([
    { name: 'eth8', up: false, loopback: false, addresses: [], linkType: 'Ethernet' },
    { name: 'eth7', up: false, loopback: false, addresses: [], linkType: 'Ethernet' },
    { name: 'eth9', up: true, loopback: false, addresses: [], linkType: 'Ethernet' },
    { name: 'tun0', up: true, loopback: false, addresses: [], linkType: 'raw IP' },
    { name: 'odd0', up: true, loopback: true, addresses: [] },
  ])
})

test('without a description by the system, those with an address are listed', async () => {
  const interfaces = await listInterfaces(join(folder, 'nowhere'))
  expect(interfaces.find((one) => one.addresses.includes('127.0.0.1'))).toMatchObject({ loopback: true, up: true })
})

test('this machine has a loopback', async () => {
  expect((await listInterfaces()).some((one) => one.loopback)).toBe(true)
})

test('packets of both directions are counted', () => {
  expect(packetCount('eth9', folder)).toBe(42)
  expect(packetCount('eth8', folder)).toBeUndefined()
})
