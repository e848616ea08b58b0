import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameServices } from '../../../inventory/judge/same-service.ts'
import type { Inventory } from '../../../inventory/model.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

const list = (...lines: string[]): SampleOperation[] => lines.map((operation) => ({ operation }))
const SHOP = list('GET /orders', 'GET /orders/{orderId}', 'POST /orders', 'GET /items')
const BLOG = list('GET /posts', 'GET /posts/{postId}', 'POST /posts', 'GET /tags')

function made(services: Record<string, SampleOperation[]>, addresses: Record<string, string> = {}): Inventory {
  const inventory = sampleInventory(services)
  let n = 0
  for (const service of inventory.services.values()) service.addresses = new Map([[addresses[service.name] ?? `10.9.0.${n++}:80`, 1]])
  return inventory
}
const pairs = (inventory: Inventory) =>
  Object.fromEntries([...sameServices(inventory)].map(([name, same]) => [name, same.map(({ service }) => service)]))

test('replicas with numbers look like one, with reasons', () => {
  const inventory = made({ 'api-eu-1.example': SHOP, 'api-eu-2.example': SHOP.slice(0, 3), 'api-us.example': SHOP })
  expect(sameServices(inventory)).toEqual(
    new Map([
      [
        'api-eu-1.example',
        [{ service: 'api-eu-2.example', reasons: ['the names differ in numbers only', '3 of 3 operations are the same'] }],
      ],
      [
        'api-eu-2.example',
        [{ service: 'api-eu-1.example', reasons: ['the names differ in numbers only', '3 of 3 operations are the same'] }],
      ],
    ]),
  )
})

test('tenants of one application look like one; parts of an API do not', () => {
  const tenants = made({ 'acme.app.example.com': SHOP, 'globex.app.example.com': SHOP, 'initech.app.example.com': [...SHOP, ...BLOG] })
  expect(pairs(tenants)).toEqual({
    'acme.app.example.com': ['initech.app.example.com'],
    'globex.app.example.com': ['initech.app.example.com'],
    'initech.app.example.com': ['acme.app.example.com', 'globex.app.example.com'],
  })
  expect(pairs(made({ 'api.app.example.com': SHOP, 'admin.app.example.com': SHOP }))).toEqual({})
  expect(pairs(made({ 'www.app.example.com': SHOP, 'staging.app.example.com': SHOP }))).toEqual({})
  expect(pairs(made({ 'acme.com': SHOP, 'globex.com': SHOP }))).toEqual({})
})

test('several names of one address look like one where they answer alike', () => {
  const at = { 'shop.example': '10.0.0.1:80', 'store.example': '10.0.0.1:80', 'blog.example': '10.0.0.1:80' }
  expect(pairs(made({ 'shop.example': SHOP, 'store.example': SHOP, 'blog.example': BLOG }, at))).toEqual({
    'shop.example': ['store.example'],
    'store.example': ['shop.example'],
  })
})

test('what every program answers, and few operations, say nothing', () => {
  const health = list('GET /', 'GET /health', 'GET /metrics', 'GET /actuator/health', 'GET /robots.txt')
  expect(pairs(made({ 'a-1.example': health, 'a-2.example': health }))).toEqual({})
  expect(pairs(made({ 'a-1.example': SHOP.slice(0, 2), 'a-2.example': SHOP.slice(0, 2) }))).toEqual({})
  expect(pairs(made({ 'a-1.example': SHOP, 'a-2.example': BLOG }))).toEqual({})
  expect(pairs(made({ 'a-1.example': SHOP, 'a-2.example': SHOP.map((one) => ({ ...one, tier: 'guarded' })) }))).toEqual({})
})

test('addresses with other numbers are no replicas of each other', () => {
  expect(pairs(made({ '10.0.0.1:80': SHOP, '10.0.0.2:80': SHOP, '[fd00::1]:80': SHOP, '[fd00::2]:80': SHOP }))).toEqual({})
})

test('order does not matter, and likeness is mutual', () => {
  const names = ['web-1.example', 'web-2.example', 'web-3.example', 'acme.app.example', 'globex.app.example']
  const services = fc
    .shuffledSubarray(names, { minLength: 2 })
    .chain((some) =>
      fc.tuple(fc.constant(some), fc.array(fc.subarray([...SHOP, ...BLOG]), { minLength: some.length, maxLength: some.length })),
    )
  fc.assert(
    fc.property(services, ([some, operations]) => {
      const entries = some.map((name, i): [string, SampleOperation[]] => [name, operations[i] as SampleOperation[]])
      const one = pairs(made(Object.fromEntries(entries)))
      expect(pairs(made(Object.fromEntries([...entries].reverse())))).toEqual(one)
      for (const [name, same] of Object.entries(one)) for (const other of same) expect(one[other]).toContain(name)
    }),
  )
})
