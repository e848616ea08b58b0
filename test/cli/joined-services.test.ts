// Hosts of one service, from captures: what is proposed, what is joined, and that it can be taken back.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Exchanged, writeExchanges } from '../support/exchange-capture.ts'
import { scratchFolder } from '../support/inventory-files.ts'
import { earshot } from '../support/memory-io.ts'

const folder = scratchFolder('joined')
const config = join(folder, 'earshot.yaml')
writeFileSync(config, 'services:\n  orders: ["api-eu-*.example.com"]\n')

/** Four operations of a shop at one host. */
const shop = (host: string, server: string): Exchanged[] => [
  { host, server, path: '/orders', body: [{ id: 1 }] },
  { host, server, path: '/orders/1234', body: { id: 1234, total: 3 } },
  { host, server, path: '/items', body: [{ sku: 'a' }] },
  { host, server, path: '/items/5678', body: { sku: 'a' } },
]

async function replay(name: string, ...exchanges: Exchanged[]): Promise<string> {
  const db = join(folder, `${name}.db`)
  await earshot('replay', writeExchanges(join(folder, `${name}.pcap`), exchanges), '--db', db, '--quiet')
  return db
}

interface Row {
  readonly service: string
  readonly operations: number
  readonly exchanges: number
  readonly joined: { service: string; reason: string }[]
  readonly sameAs: { service: string; reasons: string[] }[]
}
const services = async (db: string, ...more: string[]): Promise<Record<string, Row>> =>
  Object.fromEntries(
    (JSON.parse((await earshot('services', '--db', db, '--format', 'json', ...more)).out).services as Row[]).map((row) => [
      row.service,
      row,
    ]),
  )

const replicas = (name: string) =>
  replay(
    name,
    ...shop('api-eu-1.example.com', '10.0.0.1'),
    ...shop('api-eu-2.example.com', '10.0.0.2'),
    ...shop('api-eu-2.example.com', '10.0.0.2'),
  )

test('replicas are proposed, joined where the settings say so, and apart again without them', async () => {
  const db = await replicas('settings')
  const apart = await services(db)
  expect(Object.keys(apart).sort()).toEqual(['api-eu-1.example.com', 'api-eu-2.example.com'])
  expect(apart['api-eu-1.example.com']?.sameAs).toEqual([
    { service: 'api-eu-2.example.com', reasons: ['the names differ in numbers only', '4 of 4 operations are the same'] },
  ])
  const joined = await services(db, '--config', config)
  expect(joined).toMatchObject({ orders: { operations: 4, exchanges: 12, sameAs: [] } })
  expect(joined['orders']?.joined).toEqual([
    { service: 'api-eu-1.example.com', reason: 'the settings count it to orders' },
    { service: 'api-eu-2.example.com', reason: 'the settings count it to orders' },
  ])
  expect(await services(db, '--config', config, '--apart')).toEqual(apart)
  expect(await services(db)).toEqual(apart)
})

test('every view has the joined service: endpoints, explain, diff, OpenAPI, canonical', async () => {
  const db = await replicas('views')
  const by = ['--db', db, '--config', config]
  const endpoints = JSON.parse((await earshot('endpoints', ...by, '--format', 'json', '--service', 'orders')).out).endpoints
  expect(endpoints.map(({ template, exchanges }: { template: string; exchanges: number }) => [template, exchanges])).toContainEqual([
    '/orders/{orderId}',
    3,
  ])
  expect((await earshot('explain', 'orders', ...by)).out).toContain('joined from: api-eu-1.example.com, api-eu-2.example.com')
  expect((await earshot('explain', 'api-eu-1.example.com', '--db', db)).out).toContain(
    'looks the same as api-eu-2.example.com: the names differ',
  )
  const openapi = JSON.parse((await earshot('export', 'openapi', '--service', 'orders', '--format', 'json', ...by)).out)
  expect(openapi.servers).toEqual([{ url: 'http://api-eu-1.example.com' }, { url: 'http://api-eu-2.example.com' }])
  const canonical = JSON.parse((await earshot('export', 'canonical', ...by)).out)
  expect(canonical.services.orders.members).toEqual(['api-eu-1.example.com', 'api-eu-2.example.com'])
  const other = await replay('scaled', ...shop('api-eu-3.example.com', '10.0.0.3'))
  const changed = async (...more: string[]) => JSON.parse((await earshot('diff', db, other, '--format', 'json', ...more)).out).changes
  expect((await changed()).map(({ id }: { id: string }) => id)).toContain('service-added')
  expect((await changed('--config', config)).map(({ id }: { id: string }) => id)).not.toContain('service-added')
})

test('a bare address is joined with the only name served there by itself; the file keeps both', async () => {
  const db = await replay('bare', ...shop('orders.internal', '10.0.0.5:8080'), ...shop('10.0.0.5:8080', '10.0.0.5:8080'))
  const rows = await services(db)
  expect(Object.keys(rows)).toEqual(['orders.internal'])
  expect(rows['orders.internal']).toMatchObject({ exchanges: 8, joined: [{ service: '10.0.0.5:8080' }] })
  expect(Object.keys(await services(db, '--apart')).sort()).toEqual(['10.0.0.5:8080', 'orders.internal'])
  const file = new Database(db, { readonly: true })
  expect(file.prepare('SELECT name FROM service ORDER BY name').pluck().all()).toEqual(['10.0.0.5:8080', 'orders.internal'])
  file.close()
})

test('a name that is served at an address with others keeps to itself', async () => {
  const one = '10.0.0.5:8080'
  const blog: Exchanged[] = [{ host: 'blog.internal', server: one, path: '/posts', body: [{ id: 1 }] }]
  const db = await replay('shared', ...shop('orders.internal', one), ...shop(one, one), ...blog)
  expect(Object.keys(await services(db)).sort()).toEqual(['10.0.0.5:8080', 'blog.internal', 'orders.internal'])
})
