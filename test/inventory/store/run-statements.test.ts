import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../inventory/store/migrations.ts'
import { prepareRunStatements } from '../../../inventory/store/run-statements.ts'

test('every statement fits the tables', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  const statements = prepareRunStatements(db)
  expect(statements.addService.get('a.example')).toBe(1)
  expect(statements.addService.get('a.example')).toBe(1)
})
