import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../inventory/store/migrations.ts'
import { OperationWriter } from '../../../inventory/store/operation-writer.ts'
import { readOperation } from '../../../inventory/store/run-reader.ts'
import { prepareRunStatements } from '../../../inventory/store/run-statements.ts'
import { sampleOperation } from '../../support/sample-inventory.ts'

test('what is written replaces what was there, and reads back', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.exec(`INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1);
    INSERT INTO service (name) VALUES ('a.example'); INSERT INTO operation (service_id, key, method) VALUES (1, 'GET /a', 'GET')`)
  const writer = new OperationWriter(prepareRunStatements(db), 1, (hash) => hash)
  const first = sampleOperation({ operation: 'GET /a', parameters: { 'query q': ['1'] }, responses: { 200: [{ id: 1, name: 'x' }] } })
  const second = sampleOperation({ operation: 'GET /a', parameters: { 'query page': ['1'] }, responses: { 200: [{ id: 1 }] } })
  const { fields } = writer.write(1, first, '')
  expect(readOperation(db, 1, 1)).toEqual(first)
  expect(writer.write(1, second, fields).fields).not.toBe(fields)
  expect(readOperation(db, 1, 1)).toEqual(second)
  expect(db.prepare('SELECT path FROM field').pluck().all()).toEqual(['$.id'])
  expect(readOperation(db, 1, 2)).toBeNull()
})
