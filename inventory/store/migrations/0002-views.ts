import type { Migration } from '../migrations.ts'

const time = (column: string): string => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1e6, 'unixepoch')`

/** The documented interface for people with SQL (README.md): columns change only with a major version. Times are RFC 3339 text. */
export const views: Migration = {
  id: 2,
  name: 'views',
  sql: `
CREATE VIEW v_run AS
SELECT r.id AS run, r.kind, r.label, r.source, r.version, ${time('r.started_us')} AS started, ${time('r.ended_us')} AS ended,
  ${time('r.first_us')} AS first_seen, ${time('r.last_us')} AS last_seen,
  (SELECT count(*) FROM run_service s WHERE s.run_id = r.id) AS services,
  (SELECT count(*) FROM run_operation o WHERE o.run_id = r.id) AS operations,
  coalesce(r.counters ->> '$."inventory.exchanges"', 0) AS exchanges
FROM run r;

CREATE VIEW v_service AS
SELECT s.id AS service_id, s.name AS service, x.scheme, x.exchanges, ${time('x.first_us')} AS first_seen, ${time('x.last_us')} AS last_seen, x.runs,
  (SELECT count(*) FROM operation o WHERE o.service_id = s.id) AS operations
FROM service s JOIN (
  SELECT service_id, scheme, sum(n) AS exchanges, min(first_us) AS first_us, max(last_us) AS last_us, count(*) AS runs, max(run_id)
  FROM run_service GROUP BY service_id
) x ON x.service_id = s.id;

-- one row an operation, all runs added up; template, kind and tier as the latest run has them
CREATE VIEW v_endpoint AS
SELECT o.id AS endpoint, s.name AS service, x.kind, x.tier, o.method, x.template, x.exchanges,
  ${time('x.first_us')} AS first_seen, ${time('x.last_us')} AS last_seen, x.runs
FROM (
  SELECT operation_id, kind, tier, template, sum(n) AS exchanges, min(first_us) AS first_us, max(last_us) AS last_us, count(*) AS runs, max(run_id)
  FROM run_operation GROUP BY operation_id
) x JOIN operation o ON o.id = x.operation_id JOIN service s ON s.id = o.service_id;

CREATE VIEW v_run_endpoint AS
SELECT x.run_id AS run, o.id AS endpoint, s.name AS service, x.kind, x.tier, o.method, x.template, x.n AS exchanges, x.statuses, x.auth, x.clients,
  ${time('x.first_us')} AS first_seen, ${time('x.last_us')} AS last_seen
FROM run_operation x JOIN operation o ON o.id = x.operation_id JOIN service s ON s.id = o.service_id;

CREATE VIEW v_parameter AS
SELECT p.id AS parameter, e.endpoint, e.service, e.method, e.template, p.location, p.name, sum(x.present) AS present, count(DISTINCT x.run_id) AS runs
FROM run_parameter x JOIN parameter p ON p.id = x.parameter_id JOIN v_endpoint e ON e.endpoint = p.operation_id
GROUP BY p.id;

-- one row a field of a body; types as the latest run has them
CREATE VIEW v_field AS
SELECT f.id AS field, e.endpoint, e.service, e.method, e.template, f.location, f.path, x.types, x.runs
FROM (SELECT field_id, types, count(*) AS runs, max(run_id) FROM run_field GROUP BY field_id) x
JOIN field f ON f.id = x.field_id JOIN v_endpoint e ON e.endpoint = f.operation_id;

-- each finding once, as it was judged last
CREATE VIEW v_finding AS
SELECT f.id AS finding, f.rule, f.kind, f.severity, f.service, f.method, f.template, f.location, f.path, f.type, f.confidence, f.evidence,
  ${time('min(f.first_us)')} AS first_seen, ${time('max(f.last_us)')} AS last_seen, max(f.run_id) AS run, count(*) AS runs
FROM run_finding f GROUP BY f.id;

CREATE VIEW v_sensitive_field AS
SELECT x.service, e.endpoint, o.method, e.template, x.location, x.path, x.type, x.severity, x.confidence, x.verdict, x.distinct_values, x.passed,
  x.regulations, x.run
FROM (SELECT *, max(run_id) AS run FROM run_sensitive GROUP BY service, operation_key, location, path, type) x
LEFT JOIN service s ON s.name = x.service LEFT JOIN operation o ON o.service_id = s.id AND o.key = x.operation_key
LEFT JOIN v_endpoint e ON e.endpoint = o.id;

CREATE VIEW v_state AS
SELECT x.service, x.operation_key AS operation, x.state, x.kind, x.evidence, x.run_id AS run
FROM run_state x WHERE x.run_id = (SELECT max(y.run_id) FROM run_state y WHERE y.service = x.service AND y.operation_key = x.operation_key);

CREATE VIEW v_mcp_server AS
SELECT m.run_id AS run, m.document ->> '$.address' AS address, m.document ->> '$.path' AS path, m.document -> '$.hosts' AS hosts,
  m.document ->> '$.confidence' AS confidence, m.document ->> '$.status' AS status, m.document ->> '$.era' AS era,
  m.document -> '$.names' AS names, m.document -> '$.protocolVersions' AS protocol_versions, m.document -> '$.tools' AS tools,
  m.document ->> '$.sessions' AS sessions, m.document -> '$.clients' AS clients
FROM run_mcp_server m;

CREATE VIEW v_ai_provider AS
SELECT p.run_id AS run, p.document ->> '$.id' AS provider, p.document ->> '$.kind' AS kind, p.document ->> '$.host' AS host,
  p.document ->> '$.address' AS address, p.document ->> '$.visibility' AS visibility, p.document -> '$.models' AS models,
  p.document ->> '$.requests' AS requests, p.document ->> '$.tokensIn' AS tokens_in, p.document ->> '$.tokensOut' AS tokens_out
FROM run_ai_provider p;

CREATE VIEW v_coverage AS
SELECT x.run_id AS run, a.address, x.hosts, x.server_names, x.flows, x.one_sided_flows, x.http1_bytes, x.http2_bytes, x.tls_bytes, x.opaque_bytes,
  x.other_bytes, x.gap_bytes, x.requests, x.responses, x.exchanges, ${time('x.first_us')} AS first_seen, ${time('x.last_us')} AS last_seen
FROM run_asset x JOIN asset a ON a.id = x.asset_id;
`,
}
