import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinPlan, joinServices } from '../../../inventory/judge/join-services.ts'
import { createInventory, mergeInventory } from '../../../inventory/learn/merge.ts'
import type { Inventory } from '../../../inventory/model.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

const orders: SampleOperation = { operation: 'GET /orders/{orderId}', n: 3 }
const items: SampleOperation = { operation: 'GET /items', n: 2 }

function made(services: Record<string, SampleOperation[]>, addresses: Record<string, string[]> = {}): Inventory {
  const inventory = sampleInventory(services)
  for (const service of inventory.services.values())
    service.addresses = new Map((addresses[service.name] ?? ['10.0.9.9:80']).map((address) => [address, 1]))
  return inventory
}

const AUTOMATIC = { groups: [], addresses: true }
const planned = (inventory: Inventory, options = AUTOMATIC) =>
  Object.fromEntries([...joinPlan([inventory], options)].map(([name, { into }]) => [name, into]))

test('hosts of a group are one service: counts add up, and nothing of what was learned changes', () => {
  const inventory = made({ 'api-eu-1.example': [orders, items], 'api-eu-2.example': [orders], 'other.example': [items] })
  const before = structuredClone(inventory.services)
  const groups = [{ name: 'orders', hosts: ['api-eu-*.example'] }]
  const joined = joinServices(inventory, joinPlan([inventory], { groups, addresses: false }))
  expect([...joined.services.keys()]).toEqual(['orders', 'other.example'])
  const one = joined.services.get('orders')
  expect(one).toMatchObject({ name: 'orders', seen: { n: 8 }, members: ['api-eu-1.example', 'api-eu-2.example'] })
  expect(one?.operations.get('GET /orders/{}')?.seen.n).toBe(6)
  expect(one?.hosts).toEqual(
    new Map([
      ['api-eu-1.example', 1],
      ['api-eu-2.example', 1],
    ]),
  )
  expect(joined.services.get('other.example')).toBe(inventory.services.get('other.example'))
  expect(inventory.services).toEqual(before)
})

test('a bare address is joined with the only name at it, where they answer alike', () => {
  const at = { '10.0.0.5:8080': ['10.0.0.5:8080'], 'orders.internal': ['10.0.0.5:8080', '10.0.0.6:8080'] }
  expect(planned(made({ '10.0.0.5:8080': [orders], 'orders.internal': [orders, items] }, at))).toEqual({
    '10.0.0.5:8080': 'orders.internal',
  })
  expect(
    planned(
      made({ '10.0.0.5': [orders], 'orders.internal': [orders] }, { '10.0.0.5': ['10.0.0.5:80'], 'orders.internal': ['10.0.0.5:80'] }),
    ),
  ).toEqual({
    '10.0.0.5': 'orders.internal',
  })
})

test('it is not where the answer is another, two names are served, or the name is at another address', () => {
  const at = { '10.0.0.5:8080': ['10.0.0.5:8080'], 'a.example': ['10.0.0.5:8080'], 'b.example': ['10.0.0.5:8080'] }
  expect(planned(made({ '10.0.0.5:8080': [items], 'a.example': [orders] }, at))).toEqual({})
  expect(planned(made({ '10.0.0.5:8080': [items, { operation: 'GET /x' }, { operation: 'GET /y' }], 'a.example': [items] }, at))).toEqual(
    {},
  )
  expect(planned(made({ '10.0.0.5:8080': [orders], 'a.example': [orders], 'b.example': [items] }, at))).toEqual({})
  expect(planned(made({ '10.0.0.5:8080': [orders], 'a.example': [orders] }, { ...at, 'a.example': ['10.0.0.9:80'] }))).toEqual({})
  expect(planned(made({ 'a.example': [orders], 'b.example': [orders] }, at))).toEqual({})
  expect(planned(made({ '10.0.0.5:8080': [orders], 'a.example': [orders] }, at), { groups: [], addresses: false })).toEqual({})
})

test('a bare address goes where its name goes, and a group may take the name of a member', () => {
  const at = { '10.0.0.5:8080': ['10.0.0.5:8080'], 'a.example': ['10.0.0.5:8080'] }
  const inventory = made({ '10.0.0.5:8080': [orders], 'a.example': [orders], 'b.example': [items] }, at)
  const groups = [{ name: 'a.example', hosts: ['a.example', 'b.example'] }]
  const joined = joinServices(inventory, joinPlan([inventory], { groups, addresses: true }))
  expect([...joined.services.values()].map(({ name, members }) => [name, members])).toEqual([
    ['a.example', ['10.0.0.5:8080', 'a.example', 'b.example']],
  ])
})

test('without anything to join it is the same inventory', () => {
  const inventory = made({ 'a.example': [orders] })
  expect(joinServices(inventory, joinPlan([inventory], AUTOMATIC))).toBe(inventory)
})

test('halves that are joined and added up are what the whole gives', () => {
  const name = fc.constantFrom('api-1.example', 'api-2.example', 'shop.example', '10.0.0.5:8080')
  const half = fc.dictionary(name, fc.uniqueArray(fc.constantFrom(orders, items), { minLength: 1 })).map((services) => made(services))
  const groups = [{ name: 'api', hosts: ['api-?.example', 'api-1.example', 'api-2.example'] }]
  fc.assert(
    fc.property(half, half, (a, b) => {
      const sum = (...parts: Inventory[]) => {
        const all = createInventory()
        for (const part of parts) mergeInventory(all, part)
        return all
      }
      const whole = joinServices(sum(a, b), joinPlan([a, b], { groups, addresses: false }))
      const plan = joinPlan([b, a], { groups, addresses: false })
      const halves = sum(joinServices(b, plan), joinServices(a, plan))
      const facts = ({ services }: Inventory) =>
        [...services.values()]
          .map(({ name, seen, operations }) => [name, seen, [...operations].map(([key, { seen }]) => [key, seen]).sort()])
          .sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))
      expect(facts(halves)).toEqual(facts(whole))
    }),
  )
})
