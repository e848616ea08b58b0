// Reads a run back into memory: the inverse of run-writer.ts.

import type { Database } from 'better-sqlite3'
import { decodeAi, emptyAi } from '../ai/index.ts'
import type { BodyEvidence, Inventory, Operation, OperationKind, Parameter, ParameterLocation, ServerCoverage, Service } from '../model.ts'
import { decodeDetail } from './detail-codec.ts'
import { schemaFromDisk } from './schema-codec.ts'

/** One run as it was saved last. */
export function readRun(db: Database, run: number): Inventory {
  const row = db.prepare('SELECT counters, ai FROM run WHERE id = ?').get(run) as { counters: string; ai: Uint8Array | null }
  const services = readServices(db, run)
  const operations = readOperations(db, run, services)
  readParameters(db, run, operations)
  readBodies(db, run, operations)
  return {
    services: new Map([...services.values()].map((service) => [service.name, service])),
    coverage: { counters: new Map(Object.entries(JSON.parse(row.counters) as Record<string, number>)), servers: readServers(db, run) },
    ai: row.ai === null || row.ai.length === 0 ? emptyAi() : decodeAi(row.ai),
  }
}

/** One operation of a run; null when the run does not have it. */
export function readOperation(db: Database, run: number, id: number): Operation | null {
  const row = db.prepare(`${OPERATIONS} WHERE x.run_id = ? AND x.operation_id = ?`).get(run, id) as OperationRow | undefined
  if (row === undefined) return null
  const operation = operationOf(row)
  for (const each of db.prepare(`${PARAMETERS} AND x.operation_id = ?`).all(run, id) as ParameterRow[]) addParameter(operation, each)
  for (const each of db.prepare(`${BODIES} AND x.operation_id = ?`).all(run, id) as BodyRow[]) addBody(operation, each)
  return operation
}

interface ServiceRow {
  id: number
  name: string
  scheme: 'http' | 'https'
  n: number
  first_us: number
  last_us: number
  hosts: string
  addresses: string
}

function readServices(db: Database, run: number): Map<number, Service> {
  const rows = db.prepare(
    'SELECT s.id, s.name, x.* FROM run_service x JOIN service s ON s.id = x.service_id WHERE x.run_id = ? ORDER BY s.name',
  )
  return new Map(
    (rows.all(run) as ServiceRow[]).map((row) => [
      row.id,
      {
        name: row.name,
        scheme: row.scheme,
        hosts: counts(row.hosts),
        addresses: counts(row.addresses),
        seen: { n: row.n, firstUs: row.first_us, lastUs: row.last_us },
        operations: new Map(),
      },
    ]),
  )
}

interface OperationRow {
  id: number
  service_id: number
  key: string
  method: string
  kind: OperationKind
  tier: Operation['tier']
  n: number
  first_us: number
  last_us: number
  statuses: string
  data: Uint8Array
}

const OPERATIONS = `
  SELECT o.id, o.service_id, o.key, o.method, x.kind, x.tier, x.n, x.first_us, x.last_us, x.statuses, d.data
  FROM run_operation x JOIN operation o ON o.id = x.operation_id
  JOIN run_operation_detail d ON d.run_id = x.run_id AND d.operation_id = x.operation_id`

function readOperations(db: Database, run: number, services: ReadonlyMap<number, Service>): Map<number, Operation> {
  const operations = new Map<number, Operation>()
  const rows = db.prepare(`${OPERATIONS} WHERE x.run_id = ? ORDER BY o.service_id, o.key`)
  for (const row of rows.iterate(run) as Iterable<OperationRow>) {
    const operation = operationOf(row)
    operations.set(row.id, operation)
    services.get(row.service_id)?.operations.set(row.key, operation)
  }
  return operations
}

const operationOf = (row: OperationRow): Operation => ({
  kind: row.kind,
  method: row.method,
  tier: row.tier,
  seen: { n: row.n, firstUs: row.first_us, lastUs: row.last_us },
  statuses: new Map([...counts(row.statuses)].map(([status, n]) => [Number(status), n])),
  parameters: new Map(),
  requestBodies: new Map(),
  ...decodeDetail(row.data),
})

interface ParameterRow {
  operation_id: number
  status: number
  slot: string
  location: string
  name: string
  present: number
  body: Uint8Array
}

const PARAMETERS = `
  SELECT x.operation_id, x.status, x.slot, p.location, p.name, x.present, s.body
  FROM run_parameter x JOIN parameter p ON p.id = x.parameter_id JOIN schema s ON s.id = x.schema_id WHERE x.run_id = ?`

function readParameters(db: Database, run: number, operations: ReadonlyMap<number, Operation>): void {
  const rows = db.prepare(`${PARAMETERS} ORDER BY x.operation_id, x.status, x.slot`)
  for (const row of rows.iterate(run) as Iterable<ParameterRow>) addParameter(operations.get(row.operation_id) as Operation, row)
}

function addParameter(operation: Operation, row: ParameterRow): void {
  const slots = row.status === 0 ? operation.parameters : operation.responses.get(row.status)?.headers
  const location = row.location.replace(/^response\./, '') as ParameterLocation
  // all maps of an operation that is being read were made here
  ;(slots as Map<string, Parameter> | undefined)?.set(row.slot, {
    location,
    name: row.name,
    present: row.present,
    schema: schemaFromDisk(row.body),
  })
}

interface BodyRow {
  operation_id: number
  status: number
  media_type: string
  n: number
  walked: number
  body: Uint8Array
}

const BODIES = `
  SELECT x.operation_id, x.status, x.media_type, x.n, x.walked, s.body FROM run_body x JOIN schema s ON s.id = x.schema_id WHERE x.run_id = ?`

function readBodies(db: Database, run: number, operations: ReadonlyMap<number, Operation>): void {
  const rows = db.prepare(`${BODIES} ORDER BY x.operation_id, x.status, x.media_type`)
  for (const row of rows.iterate(run) as Iterable<BodyRow>) addBody(operations.get(row.operation_id) as Operation, row)
}

function addBody(operation: Operation, row: BodyRow): void {
  const bodies = row.status === 0 ? operation.requestBodies : operation.responses.get(row.status)?.bodies
  ;(bodies as Map<string, BodyEvidence> | undefined)?.set(row.media_type, {
    mediaType: row.media_type,
    n: row.n,
    walked: row.walked,
    schema: schemaFromDisk(row.body),
  })
}

type AssetRow = { address: string; hosts: string; server_names: string } & Record<string, number>

function readServers(db: Database, run: number): Map<string, ServerCoverage> {
  const rows = db.prepare('SELECT a.address, x.* FROM run_asset x JOIN asset a ON a.id = x.asset_id WHERE x.run_id = ? ORDER BY a.address')
  return new Map((rows.all(run) as AssetRow[]).map((row) => [row.address, serverOf(row)]))
}

function serverOf(row: AssetRow): ServerCoverage {
  const number = (name: string): number => row[name] as number
  const bytes: [keyof typeof BYTES, number][] = (Object.keys(BYTES) as (keyof typeof BYTES)[]).map((kind) => [kind, number(BYTES[kind])])
  return {
    address: row.address,
    hosts: counts(row.hosts),
    flows: number('flows'),
    oneSidedFlows: number('one_sided_flows'),
    bytes: new Map(bytes.filter(([, n]) => n !== 0)),
    gapBytes: number('gap_bytes'),
    requests: number('requests'),
    responses: number('responses'),
    exchanges: number('exchanges'),
    serverNames: counts(row.server_names),
    firstUs: number('first_us'),
    lastUs: number('last_us'),
  }
}

const BYTES = { 'http/1': 'http1_bytes', 'http/2': 'http2_bytes', tls: 'tls_bytes', opaque: 'opaque_bytes', other: 'other_bytes' } as const

const counts = (text: string): Map<string, number> => new Map(Object.entries(JSON.parse(text) as Record<string, number>))
