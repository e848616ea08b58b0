import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { migrate } from '../../../inventory/store/migrations.ts'
import { readRun } from '../../../inventory/store/run-reader.ts'
import { RunWriter } from '../../../inventory/store/run-writer.ts'
import { type SampleOperation, sampleInventory } from '../../support/sample-inventory.ts'

function open(): Database.Database {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.pragma('foreign_keys = ON')
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
  return db
}

const operation: fc.Arbitrary<SampleOperation> = fc.record({
  operation: fc.constantFrom('GET /a', 'GET /a/{id}', 'PUT /a/{id}', 'GET /b', 'POST /b'),
  n: fc.integer({ min: 1, max: 3 }),
  statuses: fc.constantFrom<Record<number, number>>({ 200: 1 }, { 200: 2, 404: 1 }, {}),
  parameters: fc.constantFrom<Record<string, string[]>>({}, { 'query q': ['1'] }, { 'query q': ['1', 'x y'], 'path id': ['7'] }),
  requests: fc.constantFrom<unknown[][]>([], [{ a: 1 }], [{ a: 1 }, { b: [null] }]).map((values) => values as unknown[]),
  signals: fc.constantFrom<Record<string, string>>({}, { 'sunset-header': 'x' }),
})
const services = fc.dictionary(fc.constantFrom('a.example', 'b.example'), fc.array(operation, { maxLength: 4 }))

test('after any sequence of saves the file holds the last one, as if it had been the only one', () => {
  const plain = (db: Database.Database): string =>
    JSON.stringify(readRun(db, 1), (_, value) =>
      value instanceof Map ? [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) : value,
    )
  fc.assert(
    fc.property(fc.array(services, { minLength: 1, maxLength: 5 }), (saves) => {
      const [one, other] = [open(), open()]
      const writer = new RunWriter(one, 1, (hash) => hash)
      for (const save of saves) one.transaction(() => writer.save(sampleInventory(save), 5))()
      const last = new RunWriter(other, 1, (hash) => hash)
      other.transaction(() => last.save(sampleInventory(saves.at(-1) ?? {}), 5))()
      expect(plain(one)).toBe(plain(other))
      for (const table of ['operation', 'parameter', 'field', 'schema', 'service'])
        expect({ table, n: one.prepare(`SELECT count(*) FROM ${table}`).pluck().get() }).toEqual({
          table,
          n: other.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
        })
      expect(one.pragma('foreign_key_check')).toEqual([])
    }),
    { numRuns: 60 },
  )
})
