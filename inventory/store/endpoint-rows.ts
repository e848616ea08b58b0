// The list of operations from columns alone: no schema is decoded for it.

import type { Database, Statement } from 'better-sqlite3'
import { verdictKey } from '../judge/index.ts'
import type { OperationKind } from '../model.ts'
import type { EndpointRow, RunSelection } from './store.ts'

interface Row {
  run_id: number
  id: number
  service: string
  key: string
  method: string
  kind: OperationKind
  tier: string
  template: string
  n: number
  first_us: number
  last_us: number
  statuses: string
  auth: string
  clients: number
}

/** Runs of one operation are added up; kind, tier and template are those of the latest. */
export function readEndpoints(db: Database, selection: RunSelection): EndpointRow[] {
  const rows = readRows(db, selection)
  const reading: Reading = {
    judged: readJudged(db, selection),
    addresses: db.prepare('SELECT addresses FROM run_operation_detail WHERE run_id = ? AND operation_id = ?').pluck(),
    counts: remember(),
    names: remember(),
  }
  const endpoints: EndpointRow[] = []
  for (let start = 0, end = 0; start < rows.length; start = end) {
    while (end < rows.length && rows[end]?.id === rows[start]?.id) end++
    endpoints.push(addUp(reading, rows.slice(start, end)))
  }
  return endpoints.sort((a, b) => compare(a.service, b.service) || compare(a.template, b.template) || compare(a.method, b.method))
}

/** Rows as arrays, and names of services looked up here: half the time of the plain way with 50,000 operations. */
function readRows(db: Database, selection: RunSelection): Row[] {
  const services = new Map(db.prepare('SELECT id, name FROM service').raw().all() as [number, string][])
  const rows = db
    .prepare(`
    SELECT x.run_id, o.id, o.service_id, o.key, o.method, x.kind, x.tier, x.template, x.n, x.first_us, x.last_us, x.statuses, x.auth, x.clients
    FROM run_operation x JOIN operation o ON o.id = x.operation_id ${selection === 'all' ? '' : 'WHERE x.run_id = ?'} ORDER BY o.id, x.run_id`)
    .raw()
    .all(...(selection === 'all' ? [] : [selection])) as RawRow[]
  return rows.map(([run_id, id, service, key, method, kind, tier, template, n, first_us, last_us, statuses, auth, clients]) => ({
    run_id,
    id,
    service: services.get(service) ?? '',
    key,
    method,
    kind,
    tier,
    template,
    n,
    first_us,
    last_us,
    statuses,
    auth,
    clients,
  }))
}

type RawRow = [number, number, number, string, string, OperationKind, string, string, number, number, number, string, string, number]

interface Reading {
  readonly judged: Judged
  readonly addresses: Statement
  readonly counts: (text: string) => Record<string, number>
  readonly names: (text: string) => string[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function addUp({ judged, addresses, counts, names }: Reading, rows: readonly Row[]): EndpointRow {
  const last = rows.at(-1) as Row
  const key = verdictKey(last.service, last.key)
  return {
    id: last.id,
    service: last.service,
    kind: last.kind,
    tier: last.tier,
    method: last.method,
    template: last.template,
    key: last.key,
    exchanges: rows.reduce((sum, { n }) => sum + n, 0),
    statuses: addCounts(rows.map(({ statuses }) => counts(statuses))),
    firstUs: rows.reduce((first, row) => Math.min(first, row.first_us), Infinity),
    lastUs: rows.reduce((latest, row) => Math.max(latest, row.last_us), 0),
    clients: rows.length === 1 ? last.clients : distinctClients(addresses, rows),
    auth: rows.length === 1 ? names(last.auth) : [...new Set(rows.flatMap(({ auth }) => names(auth)))].sort(),
    states: judged.states.get(key) ?? [],
    sensitive: judged.sensitive.get(key) ?? [],
    risk: judged.risk.get(key) ?? null,
  }
}

function addCounts(all: readonly Record<string, number>[]): Record<string, number> {
  if (all.length === 1) return all[0] as Record<string, number>
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [name, n] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + n
  return sum
}

/** Distinct addresses over several runs. */
function distinctClients(addresses: Statement, rows: readonly Row[]): number {
  const lists = rows.map(({ run_id, id }) => addresses.get(run_id, id) as string)
  return new Set(lists.flatMap((list) => JSON.parse(list) as string[])).size
}

/** The same few texts come again and again; what comes out is not to be changed. */
function remember<T>(): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    let value = known.get(text)
    if (value === undefined) known.set(text, (value = JSON.parse(text) as T))
    return value
  }
}

interface Judged {
  states: Map<string, string[]>
  sensitive: Map<string, string[]>
  risk: Map<string, { score: number; level: string }>
}

/** What was judged last on each operation. */
function readJudged(db: Database, selection: RunSelection): Judged {
  const judged: Judged = { states: new Map(), sensitive: new Map(), risk: new Map() }
  const select = (columns: string, table: string, order: string): Record<string, string | number>[] =>
    db
      .prepare(
        `SELECT run_id, service, operation_key, ${columns} FROM ${table} ${selection === 'all' ? '' : 'WHERE run_id = ?'} ORDER BY ${order}`,
      )
      .all(...(selection === 'all' ? [] : [selection])) as Record<string, string | number>[]
  const latest = new Map<string, number>()
  const isLatest = (table: string, row: Record<string, string | number>): boolean => {
    const key = `${table} ${row['service']} ${row['operation_key']}`
    const run = latest.get(key) ?? (row['run_id'] as number)
    latest.set(key, run)
    return run === row['run_id']
  }
  const keyOf = (row: Record<string, string | number>): string => verdictKey(String(row['service']), String(row['operation_key']))
  for (const row of select('state', 'run_state', 'run_id DESC, position'))
    if (isLatest('state', row)) push(judged.states, keyOf(row), String(row['state']))
  for (const row of select('type', 'run_sensitive', 'run_id DESC, type'))
    if (isLatest('sensitive', row)) push(judged.sensitive, keyOf(row), String(row['type']))
  for (const row of select('score, level', 'run_risk', 'run_id DESC'))
    if (isLatest('risk', row)) judged.risk.set(keyOf(row), { score: row['score'] as number, level: String(row['level']) })
  return judged
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else if (!values.includes(value)) values.push(value)
}
