// The SQL that writes a run.

import type { Database, Statement } from 'better-sqlite3'

const SQL = {
  addService: 'INSERT INTO service (name) VALUES (?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
  addOperation: 'INSERT INTO operation (service_id, key, method) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET key = key RETURNING id',
  addParameter: 'INSERT INTO parameter (operation_id, location, name) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
  addField: 'INSERT INTO field (operation_id, location, path) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET path = path RETURNING id',
  addAsset: 'INSERT INTO asset (address) VALUES (?) ON CONFLICT DO UPDATE SET address = address RETURNING id',
  findSchema: 'SELECT id FROM schema WHERE hash = ?',
  addSchema: 'INSERT INTO schema (hash, body) VALUES (?, ?) RETURNING id',

  putService: `
    INSERT INTO run_service (run_id, service_id, scheme, n, first_us, last_us, hosts, addresses)
    VALUES (@run, @service, @scheme, @n, @firstUs, @lastUs, @hosts, @addresses)
    ON CONFLICT DO UPDATE SET scheme = excluded.scheme, n = excluded.n, first_us = excluded.first_us, last_us = excluded.last_us,
      hosts = excluded.hosts, addresses = excluded.addresses`,
  putOperation: `
    INSERT INTO run_operation (run_id, operation_id, kind, tier, template, n, first_us, last_us, statuses, auth, clients)
    VALUES (@run, @operation, @kind, @tier, @template, @n, @firstUs, @lastUs, @statuses, @auth, @clients)
    ON CONFLICT DO UPDATE SET kind = excluded.kind, tier = excluded.tier, template = excluded.template, n = excluded.n,
      first_us = excluded.first_us, last_us = excluded.last_us, statuses = excluded.statuses, auth = excluded.auth, clients = excluded.clients`,
  putDetail: `
    INSERT INTO run_operation_detail (run_id, operation_id, addresses, data) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET addresses = excluded.addresses, data = excluded.data`,
  putParameter: `
    INSERT INTO run_parameter (run_id, operation_id, status, slot, parameter_id, present, schema_id) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET parameter_id = excluded.parameter_id, present = excluded.present, schema_id = excluded.schema_id`,
  putBody: `
    INSERT INTO run_body (run_id, operation_id, status, media_type, n, walked, schema_id) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET n = excluded.n, walked = excluded.walked, schema_id = excluded.schema_id`,
  putField: `
    INSERT INTO run_field (run_id, operation_id, field_id, types) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET types = excluded.types`,
  putAsset: `
    INSERT OR REPLACE INTO run_asset (run_id, asset_id, flows, one_sided_flows, http1_bytes, http2_bytes, tls_bytes, opaque_bytes, other_bytes,
      gap_bytes, requests, responses, exchanges, first_us, last_us, hosts, server_names)
    VALUES (@run, @asset, @flows, @oneSidedFlows, @http1, @http2, @tls, @opaque, @other, @gapBytes, @requests, @responses, @exchanges,
      @firstUs, @lastUs, @hosts, @serverNames)`,
  putMcpServer: 'INSERT INTO run_mcp_server (run_id, position, document) VALUES (?, ?, ?)',
  putAiProvider: 'INSERT INTO run_ai_provider (run_id, position, document) VALUES (?, ?, ?)',
  putAi: 'UPDATE run SET ai = ? WHERE id = ?',
  putSaved: 'UPDATE run SET saved_us = ?, counters = ?, first_us = ?, last_us = ? WHERE id = ?',

  parameterSlots: 'SELECT status, slot FROM run_parameter WHERE run_id = ? AND operation_id = ?',
  bodySlots: 'SELECT status, media_type AS slot FROM run_body WHERE run_id = ? AND operation_id = ?',
  fieldIds: 'SELECT field_id FROM run_field WHERE run_id = ? AND operation_id = ?',

  dropService: 'DELETE FROM run_service WHERE run_id = ? AND service_id = ?',
  dropAsset: 'DELETE FROM run_asset WHERE run_id = ? AND asset_id = ?',
  dropOperation: 'DELETE FROM run_operation WHERE run_id = ? AND operation_id = ?',
  dropParameter: 'DELETE FROM run_parameter WHERE run_id = ? AND operation_id = ? AND status = ? AND slot = ?',
  dropBody: 'DELETE FROM run_body WHERE run_id = ? AND operation_id = ? AND status = ? AND media_type = ?',
  dropField: 'DELETE FROM run_field WHERE run_id = ? AND operation_id = ? AND field_id = ?',
  dropMcpServers: 'DELETE FROM run_mcp_server WHERE run_id = ?',
  dropAiProviders: 'DELETE FROM run_ai_provider WHERE run_id = ?',
  dropAllOperations: 'DELETE FROM run_operation WHERE run_id = ?',
  dropAllServices: 'DELETE FROM run_service WHERE run_id = ?',
  dropAllAssets: 'DELETE FROM run_asset WHERE run_id = ?',
} as const

type Name = keyof typeof SQL

/** Statements that answer with one value instead of a row. */
const SINGLE: readonly Name[] = [
  'addService',
  'addOperation',
  'addParameter',
  'addField',
  'addAsset',
  'findSchema',
  'addSchema',
  'fieldIds',
]

export type RunStatements = { readonly [name in Name]: Statement }

/** Every statement that `RunWriter` needs, prepared once. */
export function prepareRunStatements(db: Database): RunStatements {
  const statements = Object.fromEntries(Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)])) as Record<Name, Statement>
  for (const name of SINGLE) statements[name].pluck()
  return statements
}
