// What earlier runs know of operations, as far as decisions about templates read it.

import type { Database, Statement } from 'better-sqlite3'
import type { EarlierOperation } from '../learn/known.ts'
import type { OperationKind } from '../model.ts'
import { schemaKeyHashes } from '../observe/body/key-paths.ts'
import type { SchemaNode } from '../schema/index.ts'
import { addToSample } from '../template/key-sample.ts'
import { schemaFromDisk } from './schema-codec.ts'

interface Row {
  id: number
  run: number
  service: string
  method: string
  kind: OperationKind
  template: string
  exchanges: number
}

/** Key hashes of an operation: as many as a leaf keeps (learn/leaf.ts). */
const KEYS = 24

/** Confirmed operations of all runs; template, answers and parameters as the latest run has them. */
export function readEarlier(db: Database): EarlierOperation[] {
  const rows = db
    .prepare(`
    SELECT o.id, max(x.run_id) AS run, s.name AS service, o.method, x.kind, x.template, sum(x.n) AS exchanges
    FROM run_operation x JOIN operation o ON o.id = x.operation_id JOIN service s ON s.id = o.service_id
    WHERE x.tier = 'confirmed' GROUP BY o.id ORDER BY s.name, o.key`)
    .all() as Row[]
  const answers = db
    .prepare(`
    SELECT s.body FROM run_body x JOIN schema s ON s.id = x.schema_id
    WHERE x.run_id = ? AND x.operation_id = ? AND x.status BETWEEN 200 AND 399`)
    .pluck()
  const parameters = db.prepare(`
    SELECT p.name, s.body FROM run_parameter x JOIN parameter p ON p.id = x.parameter_id JOIN schema s ON s.id = x.schema_id
    WHERE x.run_id = ? AND x.operation_id = ? AND x.status = 0 AND p.location = 'path'`)
  return rows.map(({ id, run, service, method, kind, template, exchanges }) => ({
    service,
    method,
    kind,
    template,
    exchanges,
    keys: keysOf(answers.all(run, id) as Uint8Array[]),
    words: wordsOf(parameters, run, id),
  }))
}

function keysOf(bodies: readonly Uint8Array[]): number[] {
  const keys: number[] = []
  for (const body of bodies) for (const hash of schemaKeyHashes(schemaFromDisk(body))) addToSample(keys, hash, KEYS)
  return keys
}

function wordsOf(parameters: Statement, run: number, id: number): Record<string, number> {
  const words: Record<string, number> = {}
  for (const { name, body } of parameters.all(run, id) as { name: string; body: Uint8Array }[])
    words[name] = wordCount(schemaFromDisk(body))
  return words
}

/** Different values, where they are words: neither numbers nor of a format, for the most part. */
function wordCount({ strings }: SchemaNode): number {
  if (strings === null) return 0
  const byForm = strings.numberLike + [...strings.formats.values()].reduce((most, n) => Math.max(most, n), 0)
  return byForm * 2 > strings.n ? 0 : strings.distinct.values.size
}
