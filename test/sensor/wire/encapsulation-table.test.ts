import { expect, test } from 'vitest'
import { EncapsulationTable, mix } from '../../../sensor/wire/encapsulation-table.ts'
import { NAME_ONLY } from '../../../sensor/wire/frame.ts'

test('the same list of labels has the same id, another list another', () => {
  const table = new EncapsulationTable()
  const vlan = table.extend(0, 0, 12, 'vlan')
  const vxlan = table.extend(vlan, 8, 77, 'vxlan')
  expect(table.extend(0, 0, 12, 'vlan')).toBe(vlan)
  expect(table.extend(vlan, 8, 77, 'vxlan')).toBe(vxlan)
  expect(table.labels(vxlan)).toEqual(['vlan:12', 'vxlan:77'])
  expect(table.labels(table.extend(0, 4, NAME_ONLY, 'gre'))).toEqual(['gre'])
  expect(table.labels(0)).toEqual([])
  expect(table.labels(999)).toEqual([])
})

test('numbers of 32 bits are kept apart', () => {
  const table = new EncapsulationTable()
  const ids = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe].map((teid) => table.extend(0, 1, teid, 'gtp-u'))
  expect(new Set(ids).size).toBe(ids.length)
  expect(table.labels(ids[3] as number)).toEqual(['gtp-u:2147483648'])
})

test('it fills up to its bound, and then says so without losing what it has', () => {
  const table = new EncapsulationTable(1000)
  const ids = Array.from({ length: 2000 }, (_, number) => table.extend(0, 0, number, 'vlan'))
  expect(ids.filter((id) => id > 0)).toHaveLength(1000)
  expect(ids.filter((id) => id === -1)).toHaveLength(1000)
  expect(table.extend(0, 0, 999, 'vlan')).toBe(ids[999])
})

test('mix depends on all three numbers and on their order', () => {
  const hashes = [mix(1, 2, 3), mix(3, 2, 1), mix(1, 2, 4), mix(0, 2, 3), mix(1, 0, 3)]
  expect(new Set(hashes).size).toBe(hashes.length)
})
