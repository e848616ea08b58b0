// Verdicts and findings as rows of a run.

import type { Database } from 'better-sqlite3'
import type { Finding } from '../findings/finding.ts'
import { findingId } from '../findings/rule.ts'
import { type StateVerdict, type Verdicts, verdictKey } from '../judge/index.ts'
import { withoutNames } from '../model.ts'
import type { RunSelection } from './store.ts'

/** To be called within a transaction. Replaces what was judged on the run before. */
export function writeVerdicts(db: Database, run: number, verdicts: Verdicts): void {
  for (const table of ['run_state', 'run_sensitive', 'run_risk']) db.prepare(`DELETE FROM ${table} WHERE run_id = ?`).run(run)
  const addState = db.prepare('INSERT INTO run_state VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const [key, states] of verdicts.states)
    states.forEach(({ state, kind, evidence }, position) => {
      addState.run(run, ...splitKey(key), position, state, kind, JSON.stringify(evidence))
    })
  const addSensitive = db.prepare('INSERT OR REPLACE INTO run_sensitive VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const [key, fields] of verdicts.sensitive)
    for (const { location, path, type, severity, confidence, verdict, regulations, distinct, passed, evidence } of fields)
      addSensitive.run(
        run,
        ...splitKey(key),
        location,
        path,
        type,
        severity,
        confidence,
        verdict,
        JSON.stringify(regulations),
        distinct,
        passed,
        JSON.stringify(evidence),
      )
  const addRisk = db.prepare('INSERT INTO run_risk VALUES (?, ?, ?, ?, ?, ?)')
  for (const [key, { score, level, parts }] of verdicts.risk) addRisk.run(run, ...splitKey(key), score, level, JSON.stringify(parts))
  writeFindings(db, run, verdicts.findings)
}

/** To be called within a transaction. */
export function writeFindings(db: Database, run: number, findings: readonly Finding[]): void {
  db.prepare('DELETE FROM run_finding WHERE run_id = ?').run(run)
  const add = db.prepare(`INSERT OR REPLACE INTO run_finding
    (run_id, id, rule, kind, severity, service, method, template, location, path, type, confidence, evidence, first_us, last_us)
    VALUES (@run, @id, @rule, @kind, @severity, @service, @method, @template, @location, @path, @type, @confidence, @evidence, @firstUs, @lastUs)`)
  for (const finding of findings) add.run({ ...finding, run, evidence: JSON.stringify(finding.evidence) })
}

interface FindingRow extends Omit<Finding, 'evidence' | 'firstUs' | 'lastUs'> {
  evidence: string
  first_us: number
  last_us: number
}

/** Over all runs each finding once: as it was judged last, seen from first to last. */
export function readFindings(db: Database, selection: RunSelection): Finding[] {
  const columns = 'id, rule, kind, severity, service, method, template, location, path, type, confidence, evidence'
  const rows =
    selection === 'all'
      ? db
          .prepare(`SELECT ${columns}, min_us AS first_us, last_us FROM
          (SELECT *, min(first_us) OVER (PARTITION BY id) AS min_us, row_number() OVER (PARTITION BY id ORDER BY run_id DESC) AS latest FROM run_finding)
          WHERE latest = 1 ORDER BY id`)
          .all()
      : db.prepare(`SELECT ${columns}, first_us, last_us FROM run_finding WHERE run_id = ? ORDER BY id`).all(selection)
  return (rows as FindingRow[]).map(({ first_us, last_us, evidence, ...row }) => ({
    ...row,
    evidence: JSON.parse(evidence) as Finding['evidence'],
    firstUs: first_us,
    lastUs: last_us,
  }))
}

/** Verdict key -> flags, strongest first. Over all runs: those of the run that judged the operation last. */
export function readStates(db: Database, selection: RunSelection): Map<string, StateVerdict[]> {
  const rows = db.prepare(`SELECT service, operation_key, state, kind, evidence FROM run_state x
    WHERE run_id = ${selection === 'all' ? LAST_JUDGED : '?'} ORDER BY service, operation_key, position`)
  const states = new Map<string, StateVerdict[]>()
  type Row = { service: string; operation_key: string; state: StateVerdict['state']; kind: StateVerdict['kind']; evidence: string }
  for (const row of rows.all(...(selection === 'all' ? [] : [selection])) as Row[]) {
    const key = verdictKey(row.service, row.operation_key)
    const flags = states.get(key) ?? []
    flags.push({ state: row.state, kind: row.kind, evidence: JSON.parse(row.evidence) as StateVerdict['evidence'] })
    states.set(key, flags)
  }
  return states
}

const LAST_JUDGED = '(SELECT max(y.run_id) FROM run_state y WHERE y.service = x.service AND y.operation_key = x.operation_key)'

export interface VerdictMove {
  readonly method: string
  readonly fromKey: string
  readonly fromTemplate: string
  readonly toKey: string
  readonly toTemplate: string
}

/** To be called within a transaction: what was judged on an operation that is part of another now goes there, unless that one was judged, too. */
export function moveVerdicts(db: Database, service: string, move: VerdictMove): void {
  const names = { service, ...move }
  for (const table of ['run_state', 'run_sensitive', 'run_risk']) {
    const judged = `SELECT 1 FROM ${table} y WHERE y.run_id = x.run_id AND y.service = @service AND y.operation_key = @toKey`
    const moving = `${table} AS x SET operation_key = @toKey WHERE service = @service AND operation_key = @fromKey`
    db.prepare(table === 'run_sensitive' ? `UPDATE OR IGNORE ${moving}` : `UPDATE ${moving} AND NOT EXISTS (${judged})`).run(names)
    db.prepare(`DELETE FROM ${table} WHERE service = @service AND operation_key = @fromKey`).run(names)
  }
  moveFindings(db, service, move)
}

/** The id of a finding is made of its place: a finding that moves gets the one that it would have had there. */
function moveFindings(db: Database, service: string, { method, fromTemplate, toKey, toTemplate }: VerdictMove): void {
  const rows = db
    .prepare('SELECT run_id AS run, id, rule, location, path, type, template, evidence FROM run_finding WHERE service = ? AND method = ?')
    .all(service, method) as ({ run: number; evidence: string } & Pick<
    Finding,
    'id' | 'rule' | 'location' | 'path' | 'type' | 'template'
  >)[]
  const put = db.prepare('UPDATE OR IGNORE run_finding SET id = ?, template = ?, evidence = ? WHERE run_id = ? AND id = ?')
  const drop = db.prepare('DELETE FROM run_finding WHERE run_id = ? AND id = ?')
  for (const { run, id, evidence, template, ...place } of rows) {
    if (template === null || withoutNames(template) !== withoutNames(fromTemplate)) continue
    const moved = findingId({ ...place, service, key: toKey })
    put.run(moved, toTemplate, evidence.replaceAll(template, toTemplate), run, id)
    drop.run(run, id)
  }
}

/** Names of services hold no space. */
export function splitKey(key: string): [service: string, operationKey: string] {
  const space = key.indexOf(' ')
  return space < 0 ? [key, ''] : [key.slice(0, space), key.slice(space + 1)]
}
