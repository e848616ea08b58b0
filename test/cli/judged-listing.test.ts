import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { viewOf, withStore } from '../../cli/inventory-view.ts'
import { keepListing } from '../../cli/judged-listing.ts'
import { endpointListing } from '../../cli/kept-listing.ts'
import { listEndpoints, openStore, parseSpec, type Store } from '../../inventory/index.ts'
import { scratchFolder } from '../support/inventory-files.ts'
import { sampleInventory } from '../support/sample-inventory.ts'

const folder = scratchFolder('judged')
const SPEC = `openapi: 3.1.0
info: { title: Many, version: '1' }
servers: [{ url: 'http://shop.example' }]
paths:
  /p1/{id}: { get: { responses: { '200': { description: known } } } }
  /nobody: { get: { responses: { '200': { description: never called } } } }
`

/** A file with two runs of `operations` operations each, the same ones. */
function fileOf(name: string, operations: number): { store: Store; db: string } {
  const db = join(folder, name)
  const store = openStore(db, { mode: 'write' })
  store.addSpec(parseSpec(SPEC, 'many.yaml'))
  const list = Array.from({ length: operations }, (_, i) => ({
    operation: `GET /p${i}/{id}`,
    clients: (i % 3) + 1,
    responses: { 200: [{ email: `u${i}@example.com` }] },
    ...(i % 10 === 0 ? { tier: 'probe' as const, statuses: { 404: 1 } } : {}),
  }))
  for (const source of ['first', 'second']) {
    const run = store.beginRun({ kind: 'replay', source, version: '1' })
    store.save(run, sampleInventory({ 'shop.example': list }))
    store.endRun(run)
  }
  return { store, db }
}

const isKept = (db: string): boolean => withStore({ db }, (store) => store.query('SELECT * FROM listing').length === 1)

test('what is kept of a large file is what would be judged', async () => {
  const { store, db } = fileOf('large.db', 2000)
  keepListing(store, db, { db })
  store.close()
  expect(isKept(db)).toBe(true)
  const judged = withStore({ db }, (again, path) => {
    const { inventory, verdicts } = viewOf(again, path, { db })
    return listEndpoints(inventory, verdicts)
  })
  expect(await endpointListing({ db })).toEqual(judged)
  expect(judged.called).toHaveLength(2000)
  expect(judged.called.find(({ template }) => template === '/p1/{id}')).toMatchObject({ exchanges: 2, clients: 2, states: ['documented'] })
  expect(judged.uncalled).toMatchObject([{ row: { template: '/nobody', exchanges: 0 } }])
})

test('what nobody asks for is not in the way', async () => {
  const { store, db } = fileOf('asked.db', 2000)
  store.keepListing('of nobody', { services: [], called: [], uncalled: [] })
  store.close()
  const config = join(folder, 'other.yaml')
  writeFileSync(config, 'judge: { shadowExchanges: 3 }')
  for (const options of [{ db }, { db, config }, { db, run: 'latest' }, { db, apart: true }])
    expect((await endpointListing(options)).called).toHaveLength(2000)
})

test('a small file keeps nothing', async () => {
  const { store, db } = fileOf('small.db', 20)
  keepListing(store, db, { db })
  store.close()
  expect(isKept(db)).toBe(false)
  expect((await endpointListing({ db })).called).toHaveLength(20)
})
