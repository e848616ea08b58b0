import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { parseSpec } from '../../../inventory/spec/load-spec.ts'
import { migrate } from '../../../inventory/store/migrations.ts'
import { addSpec, readSpecs, removeSpec } from '../../../inventory/store/spec-rows.ts'

test('kept in the order of adding, each text once, removed by number, id or source', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  const spec = (version: string) =>
    parseSpec(`openapi: 3.1.0\ninfo: { title: A, version: "${version}" }\npaths: { /a: { get: { responses: {} } } }`, `v${version}.yaml`)
  for (const version of ['2', '1', '2']) addSpec(db, spec(version), 5)
  expect(readSpecs(db).map(({ document }) => document)).toEqual([spec('2'), spec('1')])
  expect(() => removeSpec(db, 'v9.yaml')).toThrow('no description "v9.yaml" is attached')
  expect(removeSpec(db, 'v2.yaml').document.version).toBe('2')
  expect(removeSpec(db, spec('1').id).document.version).toBe('1')
  expect(readSpecs(db)).toEqual([])
})
