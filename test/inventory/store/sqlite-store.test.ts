import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../../inventory/findings/finding.ts'
import type { Verdicts } from '../../../inventory/judge/index.ts'
import type { Inventory } from '../../../inventory/model.ts'
import { readKeptListing } from '../../../inventory/store/kept-listing.ts'
import { openStore } from '../../../inventory/store/open-store.ts'
import { SqliteStore } from '../../../inventory/store/sqlite-store.ts'
import type { Store } from '../../../inventory/store/store.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-store-'))
  store = openStore(file(), { mode: 'write' })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (): string => join(folder, 'inventory.db')
const START = { kind: 'replay', source: 'a.pcap', version: '0.1.0' } as const

const USERS: SampleOperation = {
  operation: 'GET /users/{userId}',
  parameters: { 'query page': ['1', '2', '3'], 'path 1': ['7', '8'] },
  requests: [{ a: 1 }],
  responses: {
    200: [
      { id: 1, name: 'x' },
      { id: 2, name: null, tags: ['a'] },
    ],
    404: [{ error: 'none' }],
  },
  auth: { bearer: [3, 2], none: [1, 0] },
  signals: { 'cookie-without-secure': 'session' },
  clients: 2,
}
const SHOP = { 'shop.example': [USERS, { operation: 'POST /users', requests: [{ name: 'x' }], responses: { 201: [{ id: 1 }] } }] }

const saved = (inventory: Inventory): number => {
  const run = store.beginRun(START)
  store.save(run, inventory)
  store.endRun(run)
  return run
}
const operationsOf = (run: number | 'all'): string[] =>
  [...store.load(run).services.values()].flatMap((service) => [...service.operations.keys()].map((key) => `${service.name} ${key}`)).sort()
/** Everything but the evidence in schemas, whose hashes are keyed on disk. */
const comparable = (inventory: Inventory): unknown =>
  JSON.parse(
    JSON.stringify(inventory, (name, value) => {
      if (name === 'schema') return value.n
      if (value instanceof Map) return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
      return value
    }),
  )

test('what is loaded is what was saved', () => {
  const inventory = sampleInventory({
    ...SHOP,
    '10.0.0.9:80': [{ operation: 'GET /', kind: 'mcp', tier: 'guarded', statuses: { 401: 2 } }],
  })
  const run = saved(inventory)
  expect(comparable(store.load(run))).toEqual(comparable(inventory))
  expect(comparable(store.load('all'))).toEqual(comparable(inventory))
})

test('a save replaces the one before, and writes only what has changed', () => {
  const run = store.beginRun(START)
  const inventory = sampleInventory(SHOP)
  store.save(run, inventory)
  const before = changes()
  store.save(run, inventory)
  // the row of the run itself says when it was saved
  expect(changes() - before).toBe(1)
  const users = inventory.services.get('shop.example')?.operations.get('GET /users/{}')
  if (users === undefined) throw new Error('no such operation')
  users.seen.n += 5
  users.statuses.set(200, 7)
  store.save(run, inventory)
  expect(comparable(store.load(run))).toEqual(comparable(inventory))
})

test('operations that were melded are gone, and their words with them', () => {
  const run = store.beginRun(START)
  const responses = { 200: [{ secretname: 1 }] }
  store.save(
    run,
    sampleInventory({
      'shop.example': [
        { operation: 'GET /users/alexandra', responses },
        { operation: 'GET /users/bartholomew', responses },
      ],
    }),
  )
  store.save(run, sampleInventory({ 'shop.example': [{ operation: 'GET /users/{userId}' }] }))
  store.endRun(run)
  expect(operationsOf(run)).toEqual(['shop.example GET /users/{}'])
  for (const table of ['operation', 'parameter', 'field', 'schema'])
    expect({ table, rows: rowsOf(table) }).toEqual({
      table,
      rows: table === 'parameter' || table === 'schema' ? 1 : table === 'operation' ? 1 : 0,
    })
  const bytes = readFileSync(file())
  for (const word of ['alexandra', 'bartholomew', 'secretname']) expect(bytes.includes(word)).toBe(false)
})

test('an operation stays one row over all runs, with counts for each', () => {
  const first = saved(sampleInventory(SHOP))
  const second = saved(sampleInventory(SHOP))
  expect(rowsOf('operation')).toBe(2)
  expect(rowsOf('run_operation')).toBe(4)
  expect(operationsOf(second)).toEqual(operationsOf(first))
  const endpoint = store.query("SELECT exchanges, runs, service, method, template FROM v_endpoint WHERE template LIKE '%userId%'")
  expect(endpoint).toEqual([{ exchanges: 6, runs: 2, service: 'shop.example', method: 'GET', template: '/users/{userId}' }])
})

test('equal schemas are stored once, and go with their last use', () => {
  const run = saved(sampleInventory({ 'a.example': [{ operation: 'GET /a', responses: { 200: [{ id: 1 }] } }] }))
  const once = rowsOf('schema')
  saved(sampleInventory({ 'a.example': [{ operation: 'GET /a', responses: { 200: [{ id: 1 }] } }] }))
  expect(rowsOf('schema')).toBe(once)
  store.discardRun(2)
  expect(rowsOf('schema')).toBe(once)
  store.discardRun(run)
  expect(rowsOf('schema')).toBe(0)
})

test('a discarded run leaves nothing, and its number is free again', () => {
  const run = store.beginRun(START)
  store.save(run, sampleInventory(SHOP))
  store.discardRun(run)
  for (const table of ['run', 'service', 'operation', 'parameter', 'field', 'asset', 'schema', 'run_operation', 'run_body'])
    expect(rowsOf(table)).toBe(0)
  expect(store.beginRun(START)).toBe(run)
})

describe('runs', () => {
  test('are listed with what they hold', () => {
    const run = store.beginRun({ ...START, label: 'monday', startedUs: 5_000_000 })
    const inventory = sampleInventory(SHOP)
    inventory.coverage.counters.set('inventory.exchanges', 4)
    store.save(run, inventory)
    expect(store.runs()).toMatchObject([
      {
        id: 1,
        kind: 'replay',
        label: 'monday',
        source: 'a.pcap',
        startedUs: 5_000_000,
        endedUs: null,
        services: 1,
        operations: 2,
        exchanges: 4,
      },
    ])
    store.endRun(run)
    expect(store.runs()[0]?.endedUs).not.toBeNull()
  })

  test('are found by number, by latest, by label', () => {
    for (const label of ['a', 'b', 'a']) store.beginRun({ ...START, label })
    expect(['1', 'latest', 'latest~0', 'latest~2', 'a', 'b'].map((reference) => store.resolveRun(reference))).toEqual([1, 3, 3, 1, 3, 2])
    for (const reference of ['4', '0', 'latest~3', 'c', '', 'latest~-1', "'; --"])
      expect(() => store.resolveRun(reference)).toThrow(UserError)
  })

  test('none yet is said as such', () => {
    expect(() => store.resolveRun('latest')).toThrow('the database holds no runs yet')
  })
})

describe('verdicts', () => {
  const finding: Finding = {
    id: 'f1',
    rule: 'plain-basic',
    kind: 'auth',
    severity: 'high',
    service: 'shop.example',
    method: 'GET',
    template: '/users/{userId}',
    location: null,
    path: null,
    type: null,
    confidence: 1,
    evidence: [{ text: 'seen', n: 3 }],
    firstUs: 100,
    lastUs: 200,
  }
  const verdicts = (state: 'shadow' | 'documented', at: number): Verdicts => ({
    states: new Map([['shop.example GET /users/{}', [{ state, kind: null, evidence: [{ text: 'because' }] }]]]),
    sensitive: new Map([
      [
        'shop.example GET /users/{}',
        [
          {
            location: 'response.body',
            path: '$.email',
            type: 'pii.email',
            severity: 'medium',
            confidence: 0.9,
            verdict: 'confirmed',
            regulations: ['gdpr'],
            distinct: 9,
            passed: 9,
            evidence: [],
            alternatives: [],
          },
        ],
      ],
    ]),
    risk: new Map([['shop.example GET /users/{}', { score: 4, level: 'medium', parts: [] }]]),
    coverage: new Map(),
    uncalled: [],
    findings: [{ ...finding, firstUs: at, lastUs: at + 1 }],
  })

  test('come back; over all runs each once, as judged last', () => {
    const first = saved(sampleInventory(SHOP))
    const second = saved(sampleInventory(SHOP))
    store.saveVerdicts(first, verdicts('shadow', 100))
    store.saveVerdicts(second, verdicts('documented', 50))
    expect(store.findings(first)).toEqual([{ ...finding, firstUs: 100, lastUs: 101 }])
    expect(store.findings('all')).toEqual([{ ...finding, firstUs: 50, lastUs: 51 }])
    expect(store.states(first).get('shop.example GET /users/{}')).toMatchObject([{ state: 'shadow', evidence: [{ text: 'because' }] }])
    expect(store.states('all').get('shop.example GET /users/{}')).toMatchObject([{ state: 'documented' }])
    expect(store.query('SELECT service, template, type, run FROM v_sensitive_field')).toEqual([
      { service: 'shop.example', template: '/users/{userId}', type: 'pii.email', run: 2 },
    ])
    expect(store.query('SELECT finding, runs, run FROM v_finding')).toEqual([{ finding: 'f1', runs: 2, run: 2 }])
    expect(store.query('SELECT state FROM v_state')).toEqual([{ state: 'documented' }])
  })

  test('judging again replaces', () => {
    const run = saved(sampleInventory(SHOP))
    store.saveVerdicts(run, verdicts('shadow', 100))
    store.saveVerdicts(run, { ...verdicts('documented', 100), findings: [] })
    expect(store.findings(run)).toEqual([])
    expect(store.states(run).get('shop.example GET /users/{}')).toMatchObject([{ state: 'documented' }])
  })
})

test('a listing is kept until anything is written, for the settings it was made under', () => {
  const run = saved(sampleInventory(SHOP))
  const listing = { services: ['a'], called: [], uncalled: [] }
  store.keepListing('one', listing)
  expect(readKeptListing(store.path, 'one')).toEqual(listing)
  expect(readKeptListing(store.path, 'another')).toBeNull()
  store.saveFindings(run, [])
  expect(readKeptListing(store.path, 'one')).toBeNull()
  store.keepListing('one', listing)
  store.beginRun(START)
  expect(readKeptListing(store.path, 'one')).toBeNull()
})

test('every view can be read, and has the columns that are documented', () => {
  saved(sampleInventory(SHOP))
  const readme = readFileSync('inventory/store/README.md', 'utf8').replace(/ +/g, ' ')
  const views = store.query("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").map(({ name }) => String(name))
  expect(views).toContain('v_endpoint')
  for (const view of views) {
    expect(() => store.query(`SELECT * FROM ${view} LIMIT 5`)).not.toThrow()
    const columns = store.query(`SELECT name FROM pragma_table_info('${view}')`).map(({ name }) => String(name))
    expect(readme).toContain(`| \`${view}\` | ${columns.join(', ')} |`)
  }
})

test('query() writes nothing', () => {
  expect(() => store.query('DELETE FROM run')).toThrow()
})

test('a full disk is said, costs only what was not saved, and the next save brings everything', () => {
  store.close()
  const db = new Database(file())
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  store = new SqliteStore(db, file(), { release: () => undefined })
  const run = store.beginRun(START)
  store.save(run, sampleInventory({ 'shop.example': [{ operation: 'GET /a' }] }))
  // the limit on the size of the file stands in for the end of the disk
  db.pragma(`max_page_count = ${(db.pragma('page_count', { simple: true }) as number) + 30}`)
  const many = sampleInventory({ 'shop.example': Array.from({ length: 2000 }, (_, i) => ({ operation: `GET /operation-${i}/{id}` })) })
  let said: unknown
  try {
    store.save(run, many)
  } catch (error) {
    said = error
  }
  expect(said).toMatchObject({ message: 'no space left to write inventory.db', exitCode: 3 })
  expect(operationsOf(run)).toEqual(['shop.example GET /a'])
  db.pragma('max_page_count = 1000000')
  store.save(run, many)
  expect(operationsOf(run)).toHaveLength(2000)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
})

const rowsOf = (table: string): number => store.query(`SELECT count(*) AS n FROM ${table}`)[0]?.['n'] as number
const changes = (): number => store.query('SELECT total_changes() AS n')[0]?.['n'] as number
