// Decisions about templates that a run turned round: recorded, and the rows of earlier runs moved to where they belong now, so that what was known of
// an operation stays known.

import type { Database } from 'better-sqlite3'
import { createOperation } from '../learn/fold-observation.ts'
import { mergeOperation } from '../learn/merge-operation.ts'
import { parameterKey } from '../learn/parameter-key.ts'
import type { TemplateChange, TemplateRecord } from '../learn/template-change.ts'
import { type Operation, operationKey, type Parameter, renderTemplate, type TemplateSegment } from '../model.ts'
import { detectValue } from '../observe/detectors/index.ts'
import { hashText } from '../observe/hash.ts'
import { ScalarReader } from '../observe/scalar.ts'
import { createSchemaNode } from '../schema/index.ts'
import { foldScalarTimes } from '../template/fold-scalar-times.ts'
import { OperationWriter } from './operation-writer.ts'
import { readOperation } from './run-reader.ts'
import { prepareRunStatements } from './run-statements.ts'
import type { RunId, RunSelection } from './store.ts'
import { moveVerdicts } from './verdict-rows.ts'

interface Writing {
  readonly db: Database
  readonly run: RunId
  /** Value hash -> keyed hash. */
  readonly hash: (hash: number) => number
}

/** To be called within a transaction, after the last save of `run`. What was recorded before, or has no rows, changes nothing. */
export function writeTemplateChanges(writing: Writing, changes: readonly TemplateChange[]): void {
  for (const change of changes) if (change.kind === 'merge') merge(writing, change)
  for (const change of changes)
    if (change.kind === 'split' && wasAmongValues(writing, change)) record(writing, change, { n: 0, firstUs: 0 })
}

const ADD = `
  INSERT INTO template_change
    (run_id, service, kind, from_hash, from_key, from_template, to_key, to_template, exchanges, first_us, at_us)
  VALUES (@run, @service, @kind, @fromHash, @fromKey, @fromTemplate, @toKey, @toTemplate, @n, @firstUs,
    coalesce((SELECT last_us FROM run WHERE id = @run), 0))
  ON CONFLICT DO NOTHING`

function record({ db, run, hash }: Writing, change: TemplateChange, moved: { n: number; firstUs: number }): void {
  const { kind, service, method, from, to } = change
  const fromKey = operationKey(method, from)
  const isSplit = kind === 'split'
  db.prepare(ADD).run({
    run,
    service,
    kind,
    fromHash: hash(hashText(fromKey)),
    // the words of a merge are values by now: they must not stay
    fromKey: isSplit ? fromKey : null,
    fromTemplate: isSplit ? renderTemplate(from) : null,
    toKey: operationKey(method, to),
    toTemplate: renderTemplate(to),
    ...moved,
  })
}

const operationId = (db: Database, service: string, key: string): number | undefined =>
  db
    .prepare('SELECT o.id FROM operation o JOIN service s ON s.id = o.service_id WHERE s.name = ? AND o.key = ?')
    .pluck()
    .get(service, key) as number | undefined

function merge(writing: Writing, change: TemplateChange): void {
  const { db } = writing
  const { service, method, from, to } = change
  const [fromKey, toKey] = [operationKey(method, from), operationKey(method, to)]
  const fromId = operationId(db, service, fromKey)
  if (fromId === undefined) return
  const moved = db.prepare('SELECT sum(n) AS n, min(first_us) AS firstUs FROM run_operation WHERE operation_id = ?').get(fromId) as {
    n: number
    firstUs: number
  }
  const statements = prepareRunStatements(db)
  const serviceId = statements.addService.get(service) as number
  const toId = statements.addOperation.get(serviceId, toKey, method) as number
  const runs = db.prepare('SELECT run_id FROM run_operation WHERE operation_id = ?').pluck().all(fromId) as number[]
  for (const earlier of runs) {
    const moving = readOperation(db, earlier, fromId) as Operation
    const into = readOperation(db, earlier, toId) ?? { ...createOperation(moving.kind, method), tier: moving.tier, segments: [...to] }
    mergeOperation(into, placedAt(moving, into.segments, writing.hash))
    // what comes from the file is keyed already
    new OperationWriter(statements, earlier, (hash) => hash).write(toId, into, '')
    statements.dropOperation.run(earlier, fromId)
  }
  moveVerdicts(db, service, { fromKey, toKey, fromTemplate: renderTemplate(from), toTemplate: renderTemplate(to), method })
  followUp(db, change)
  record(writing, change, moved)
}

/** The same operation under another template: words that are values there become evidence of its parameters. */
function placedAt(operation: Operation, segments: readonly TemplateSegment[], hash: (hash: number) => number): Operation {
  const parameters = new Map(operation.parameters)
  const placed: Parameter[] = []
  operation.segments.forEach((segment, i) => {
    const now = segments[i]
    if (now?.kind !== 'parameter') return
    if (segment.kind === 'literal') placed.push(parameterOf(segment.text, now.name, operation.seen.n, hash))
    else {
      const key = parameterKey('path', segment.name)
      const own = parameters.get(key)
      parameters.delete(key)
      if (own !== undefined) placed.push({ ...own, name: now.name })
    }
  })
  for (const parameter of placed) parameters.set(parameterKey('path', parameter.name), parameter)
  return { ...operation, parameters }
}

const scalars = new ScalarReader(detectValue)

function parameterOf(text: string, name: string, n: number, hash: (hash: number) => number): Parameter {
  const schema = createSchemaNode()
  const scalar = scalars.read(text, name)
  foldScalarTimes(schema, { ...scalar, hash: hash(scalar.hash), word: null }, n)
  return { location: 'path', name, present: n, schema }
}

/** Records about an operation that is part of another now speak of that one; a split that was taken back is none. */
function followUp(db: Database, { service, method, from, to }: TemplateChange): void {
  const names = { service, fromKey: operationKey(method, from), toKey: operationKey(method, to), toTemplate: renderTemplate(to) }
  db.prepare("DELETE FROM template_change WHERE service = @service AND kind = 'split' AND to_key = @fromKey AND from_key = @toKey").run(
    names,
  )
  for (const end of ['from', 'to'])
    db.prepare(
      `UPDATE OR REPLACE template_change SET ${end}_key = @toKey, ${end}_template = @toTemplate WHERE service = @service AND ${end}_key = @fromKey`,
    ).run(names)
}

/** Whether earlier runs saw the path under the template; where they saw too many values to know, that is taken for true. */
function wasAmongValues({ db, run, hash }: Writing, { service, method, from, to }: TemplateChange): boolean {
  const id = operationId(db, service, operationKey(method, from))
  if (id === undefined) return false
  const runs = db.prepare('SELECT run_id FROM run_operation WHERE operation_id = ? AND run_id < ?').pluck().all(id, run) as number[]
  return runs.some((earlier) => {
    const operation = readOperation(db, earlier, id) as Operation
    return operation.segments.every((segment, i) => {
      const word = to[i]
      if (segment.kind === 'literal' || word?.kind !== 'literal') return true
      const values = operation.parameters.get(parameterKey('path', segment.name))?.schema.strings?.distinct
      return values !== undefined && (values.overflow || values.values.has(hash(hashText(word.text))))
    })
  })
}

const LIST = `
  SELECT run_id AS run, service, kind, from_template AS "from", from_key AS fromKey, from_hash AS fromHash, to_template AS "to", to_key AS toKey,
    exchanges, first_us AS firstUs, at_us AS atUs
  FROM template_change`

/** Oldest first. */
export function readTemplateChanges(db: Database, selection: RunSelection): TemplateRecord[] {
  const where = selection === 'all' ? '' : 'WHERE run_id = ?'
  return db
    .prepare(`${LIST} ${where} ORDER BY run_id, service, to_key, kind, from_key, from_hash`)
    .all(...(selection === 'all' ? [] : [selection])) as TemplateRecord[]
}
