import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finding } from '../../../inventory/findings/rule.ts'
import type { TemplateChange } from '../../../inventory/learn/template-change.ts'
import type { Inventory, TemplateSegment } from '../../../inventory/model.ts'
import { hashText } from '../../../inventory/observe/hash.ts'
import { migrate } from '../../../inventory/store/migrations.ts'
import { readRun } from '../../../inventory/store/run-reader.ts'
import { RunWriter } from '../../../inventory/store/run-writer.ts'
import { readTemplateChanges, writeTemplateChanges } from '../../../inventory/store/template-changes.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

const SERVICE = 'a.example'
const keyed = (hash: number): number => hash % 1_000_003

function open(...runs: SampleOperation[][]): Database.Database {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.pragma('foreign_keys = ON')
  for (const [i, operations] of runs.entries()) {
    db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
    new RunWriter(db, i + 1, keyed).save(inventoryOf(operations), 5)
  }
  return db
}

/** Parameters under the keys that the learner gives them. */
function inventoryOf(operations: SampleOperation[]): Inventory {
  const inventory = sampleInventory({ [SERVICE]: operations })
  for (const operation of inventory.services.get(SERVICE)?.operations.values() ?? [])
    operation.parameters = new Map([...operation.parameters].map(([key, parameter]) => [key.replace(' ', ':'), parameter]))
  return inventory
}

const segments = (path: string): TemplateSegment[] =>
  path
    .split('/')
    .slice(1)
    .map((text) =>
      text.startsWith('{')
        ? { kind: 'parameter', name: text.slice(1, -1), prefix: '', suffix: '', reasons: [] }
        : { kind: 'literal', text },
    )
const change = (kind: TemplateChange['kind'], from: string, to: string): TemplateChange => ({
  kind,
  service: SERVICE,
  method: 'GET',
  from: segments(from),
  to: segments(to),
})
const operations = (db: Database.Database, run: number) => readRun(db, run).services.get(SERVICE)?.operations
const dump = (db: Database.Database): string =>
  JSON.stringify(
    [1, 2, 3].map((run) => operations(db, run) ?? null),
    (_, value) => (value instanceof Map ? [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) : value),
  ) + JSON.stringify(readTemplateChanges(db, 'all'))

const alice = (n: number): SampleOperation => ({ operation: 'GET /users/alice', n, statuses: { 200: n }, responses: { 200: [{ id: 1 }] } })

test('rows of earlier runs move: counts, first seen, evidence of the words as values', () => {
  const db = open([alice(3), { ...alice(2), operation: 'GET /users/bob' }], [alice(4)], [{ operation: 'GET /users/{login}', n: 9 }])
  const changes = [change('merge', '/users/alice', '/users/{login}'), change('merge', '/users/bob', '/users/{login}')]
  db.transaction(() => writeTemplateChanges({ db, run: 3, hash: keyed }, changes))()
  const first = operations(db, 1)?.get('GET /users/{}')
  expect([...(operations(db, 1)?.keys() ?? [])]).toEqual(['GET /users/{}'])
  expect(first).toMatchObject({ seen: { n: 5 }, statuses: new Map([[200, 5]]) })
  expect(first?.parameters.get('path:login')?.present).toBe(5)
  const values = first?.parameters.get('path:login')?.schema.strings?.distinct.values
  expect(values?.get(keyed(hashText('alice')))).toMatchObject({ n: 3, word: null })
  expect(operations(db, 2)?.get('GET /users/{}')?.seen.n).toBe(4)
  const records = readTemplateChanges(db, 'all').sort((a, b) => a.exchanges - b.exchanges)
  expect(records).toMatchObject([
    { run: 3, kind: 'merge', from: null, fromKey: null, to: '/users/{login}', exchanges: 2 },
    { run: 3, kind: 'merge', from: null, fromKey: null, to: '/users/{login}', exchanges: 7 },
  ])
  // the words are gone from the file
  for (const table of ['operation', 'template_change', 'run_operation'])
    expect(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all())).not.toMatch(/alice|bob/)
})

test('verdicts and findings move along, under the id they would have had there', () => {
  const db = open([alice(3), { ...alice(1), operation: 'GET /users/bob' }], [{ operation: 'GET /users/{login}' }])
  const facts = { evidence: [{ text: 'GET /users/alice answers' }], firstUs: 1, lastUs: 2 }
  const rule = { id: 'shadow-operation', kind: 'lifecycle', severity: 'low' } as const
  const found = (template: string, key: string) => finding(rule, { service: SERVICE, method: 'GET', template, key }, facts)
  const put = db.prepare(
    `INSERT INTO run_finding VALUES (1, ?, 'shadow-operation', 'lifecycle', 'low', '${SERVICE}', 'GET', ?, NULL, NULL, NULL, 1, ?, 1, 2)`,
  )
  for (const name of ['alice', 'bob']) {
    put.run(found(`/users/${name}`, `GET /users/${name}`).id, `/users/${name}`, JSON.stringify(facts.evidence))
    db.exec(`INSERT INTO run_state VALUES (1, '${SERVICE}', 'GET /users/${name}', 0, 'shadow', NULL, '[]');
      INSERT INTO run_risk VALUES (1, '${SERVICE}', 'GET /users/${name}', 10, 'low', '[]');
      INSERT INTO run_sensitive VALUES (1, '${SERVICE}', 'GET /users/${name}', 'path', '${name}', 'email', 'low', 1, 'confirmed', '[]', 1, 1, '[]')`)
  }
  const changes = [change('merge', '/users/alice', '/users/{login}'), change('merge', '/users/bob', '/users/{login}')]
  db.transaction(() => writeTemplateChanges({ db, run: 2, hash: keyed }, changes))()
  expect(db.prepare('SELECT id, template, evidence FROM run_finding').all()).toEqual([
    { id: found('/users/{login}', 'GET /users/{}').id, template: '/users/{login}', evidence: '[{"text":"GET /users/{login} answers"}]' },
  ])
  expect(db.prepare('SELECT operation_key FROM run_state').pluck().all()).toEqual(['GET /users/{}'])
  expect(db.prepare('SELECT operation_key FROM run_risk').pluck().all()).toEqual(['GET /users/{}'])
  expect(db.prepare('SELECT operation_key FROM run_sensitive').pluck().all()).toEqual(['GET /users/{}', 'GET /users/{}'])
})

test('a split is recorded where the path was seen under the template before', () => {
  const teams = { operation: 'GET /teams/{team}', n: 3, parameters: { 'path team': ['core', 'search', 'web'] } }
  const db = open([teams], [teams, { operation: 'GET /teams/search', n: 9 }, { operation: 'GET /teams/archive' }])
  const changes = ['search', 'archive'].map((word) => change('split', '/teams/{team}', `/teams/${word}`))
  db.transaction(() => writeTemplateChanges({ db, run: 2, hash: keyed }, changes))()
  expect(readTemplateChanges(db, 2)).toMatchObject([
    { kind: 'split', from: '/teams/{team}', fromKey: 'GET /teams/{}', toKey: 'GET /teams/search' },
  ])
  // and what was split off wrongly goes back, with the record of it
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
  db.transaction(() => writeTemplateChanges({ db, run: 3, hash: keyed }, [change('merge', '/teams/search', '/teams/{team}')]))()
  expect(readTemplateChanges(db, 'all')).toMatchObject([{ run: 3, kind: 'merge', toKey: 'GET /teams/{}' }])
  expect(operations(db, 2)?.get('GET /teams/{}')?.seen.n).toBe(12)
})

test('neither the order of changes nor their repetition matters, and no exchange is lost', () => {
  const words = ['alice', 'bob', 'carol']
  const operation = fc.record({
    operation: fc.constantFrom(...words, '{login}').map((word) => `GET /users/${word}`),
    n: fc.integer({ min: 1, max: 4 }),
  })
  const run = fc.uniqueArray(operation, { selector: (one) => one.operation })
  const order = fc.shuffledSubarray(words, { minLength: words.length })
  fc.assert(
    fc.property(run, run, order, (first, second, mixed) => {
      const [one, other] = [open(first, second, []), open(first, second, [])]
      const total = (db: Database.Database) => db.prepare('SELECT sum(n), min(first_us), max(last_us) FROM run_operation').get()
      const before = total(one)
      const changes = (list: readonly string[]) => list.map((word) => change('merge', `/users/${word}`, '/users/{login}'))
      one.transaction(() => writeTemplateChanges({ db: one, run: 3, hash: keyed }, changes(words)))()
      other.transaction(() => writeTemplateChanges({ db: other, run: 3, hash: keyed }, changes(mixed)))()
      expect(total(one)).toEqual(before)
      expect(dump(other)).toBe(dump(one))
      other.transaction(() => writeTemplateChanges({ db: other, run: 3, hash: keyed }, changes(mixed)))()
      expect(dump(other)).toBe(dump(one))
    }),
    { numRuns: 40 },
  )
})
