import { expect, it } from 'vitest'
import { readableServices } from '../../../inventory/findings/readable-services.ts'
import type { Service } from '../../../inventory/model.ts'
import { operation, service } from '../judge/build-inventory.ts'

const readable = (made: Service, postTls = false) => {
  const operations = [...made.operations.values()].map((one) => ({ service: made, operation: one, states: [], fields: [] }))
  return [...readableServices(operations, { postTls })].map(([{ name }, list]) => [name, list.length])
}
const plain = (addresses: string[] = []): Service => {
  const made = service('a', operation('GET /x'), operation('GET /y'))
  if (addresses.length > 0) made.addresses.clear()
  for (const address of addresses) made.addresses.set(address, 1)
  return made
}

it('are those over clear HTTP, with their operations', () => {
  expect(readable(plain())).toEqual([['a', 2]])
  expect(readable({ ...plain(), scheme: 'https' })).toEqual([])
  expect(readable(plain(), true)).toEqual([])
})

it('what stays on the machine is read by nobody on the way', () => {
  expect(readable(plain(['127.0.0.1:80', '[::1]:80']))).toEqual([])
  expect(readable(plain(['127.0.0.1:80', '10.0.0.1:80']))).toEqual([['a', 2]])
})
