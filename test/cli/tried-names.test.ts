// Default virtual hosts: a server that answers any name must not fill the list of services.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Exchanged, writeExchanges } from '../support/exchange-capture.ts'
import { scratchFolder } from '../support/inventory-files.ts'
import { earshot } from '../support/memory-io.ts'

const folder = scratchFolder('tried-names')
let made = 0

async function services(exchanges: readonly Exchanged[]): Promise<string[]> {
  const db = join(folder, `${made}.db`)
  await earshot('replay', writeExchanges(join(folder, `${made++}.pcap`), exchanges), '--db', db, '--quiet')
  const { out } = await earshot('services', '--db', db, '--format', 'json', '--apart')
  return (JSON.parse(out).services as { service: string }[]).map(({ service }) => service).sort()
}

const tried = Array.from({ length: 200 }, (_, i) => `v${i}-${((i * 7919) % 1000).toString(36)}.example.com`)
const scan = (answer: Partial<Exchanged>): Exchanged[] => tried.map((host) => ({ host, path: '/', client: '10.0.0.66', ...answer }))
const shop: Exchanged[] = [1, 2, 3, 4].flatMap((id) => [
  { host: 'shop.example.com', path: '/orders', body: [{ id }] },
  { host: 'shop.example.com', path: `/orders/${1000 + id}`, body: { id: 1000 + id, total: 7 * id } },
])

test('a scanner that tries 200 names makes no services, whatever the server answers to all of them', async () => {
  expect(await services([...shop, ...scan({ contentType: 'text/html', body: '<p>Welcome to nginx' })])).toEqual(['shop.example.com'])
  expect(await services([...shop, ...scan({ body: { status: 'ok', app: 'default' } })])).toEqual(['10.0.0.2:80', 'shop.example.com'])
  expect(await services([...shop, ...scan({ path: '/orders', body: [{ id: 1 }] })])).toEqual(['10.0.0.2:80', 'shop.example.com'])
  expect(await services([...shop, ...scan({ status: 404, body: { error: 'unknown host' } })])).toEqual(['shop.example.com'])
  expect(await services([...shop, ...scan({ status: 401, body: { error: 'unauthorised' } })])).toEqual(['shop.example.com'])
  expect(await services(scan({ status: 401, body: { error: 'unauthorised' } }))).toEqual(['10.0.0.2:80'])
})

test('fifty tenants of one API on one server are fifty services, also behind one proxy', async () => {
  const tenants = Array.from({ length: 50 }, (_, i) => `t${i}.app.example.com`).flatMap((host, i): Exchanged[] => [
    { host, path: '/orders', body: [{ id: 50 * i, customer: `c${i}`, total: 3 * i }] },
    { host, path: `/orders/${50 * i}`, body: { id: 50 * i, customer: `c${i}`, total: 3 * i } },
  ])
  expect(await services(tenants)).toHaveLength(50)
})
