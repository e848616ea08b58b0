import { expect, test } from 'vitest'
import { ENCAPSULATIONS } from '../../../sensor/wire/encapsulations.ts'
import { Selectors } from '../../../sensor/wire/selectors.ts'

const nameOf = (kind: number) => ENCAPSULATIONS[kind]?.name

test('numbers lead to their encapsulation', () => {
  const selectors = new Selectors({})
  expect(nameOf(selectors.byEtherType(0x8100))).toBe('vlan')
  expect(nameOf(selectors.byIpProtocol(47))).toBe('gre')
  expect(nameOf(selectors.byUdpPorts(50_000, 4789))).toBe('vxlan')
  expect(selectors.byEtherType(0x0800)).toBe(-1)
  expect(selectors.byIpProtocol(6)).toBe(-1)
})

test('the source port counts only where answers come from it', () => {
  const selectors = new Selectors({})
  expect(selectors.byUdpPorts(4789, 50_000)).toBe(-1)
  expect(nameOf(selectors.byUdpPorts(2152, 50_000))).toBe('gtp-u')
})

test('chosen ports stand in place of the usual ones', () => {
  const selectors = new Selectors({ vxlan: [1, 2] })
  expect(nameOf(selectors.byUdpPorts(0, 1))).toBe('vxlan')
  expect(nameOf(selectors.byUdpPorts(0, 2))).toBe('vxlan')
  expect(selectors.byUdpPorts(0, 4789)).toBe(-1)
})
