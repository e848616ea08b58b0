import type { Migration } from '../migrations.ts'

/**
 * Identity rows (service, operation, parameter, field, asset) live across runs. Everything with `run_` in front hangs on a run.
 * A schema is stored once per content; triggers count its uses, and it goes with the last one.
 */
export const tables: Migration = {
  id: 1,
  name: 'tables',
  sql: `
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('replay', 'sniff')),
  label TEXT,
  source TEXT NOT NULL,
  version TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  saved_us INTEGER,
  judged_us INTEGER,
  first_us INTEGER,
  last_us INTEGER,
  counters TEXT NOT NULL DEFAULT '{}',
  ai BLOB
) STRICT;

CREATE TABLE service (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  service_id INTEGER NOT NULL REFERENCES service (id),
  key TEXT NOT NULL,
  method TEXT NOT NULL,
  UNIQUE (service_id, key)
) STRICT;
CREATE TABLE parameter (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  location TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (operation_id, location, name)
) STRICT;
CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  location TEXT NOT NULL,
  path TEXT NOT NULL,
  UNIQUE (operation_id, location, path)
) STRICT;
CREATE TABLE asset (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE schema (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  uses INTEGER NOT NULL DEFAULT 0,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE run_service (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service_id INTEGER NOT NULL REFERENCES service (id),
  scheme TEXT NOT NULL,
  n INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  hosts TEXT NOT NULL,
  addresses TEXT NOT NULL,
  PRIMARY KEY (run_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_service_by_service ON run_service (service_id);

CREATE TABLE run_operation (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  kind TEXT NOT NULL,
  tier TEXT NOT NULL,
  template TEXT NOT NULL,
  n INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  statuses TEXT NOT NULL,
  auth TEXT NOT NULL,
  clients INTEGER NOT NULL,
  PRIMARY KEY (run_id, operation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_operation_by_operation ON run_operation (operation_id);

CREATE TABLE run_operation_detail (
  run_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL,
  addresses TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (run_id, operation_id),
  FOREIGN KEY (run_id, operation_id) REFERENCES run_operation (run_id, operation_id) ON DELETE CASCADE
) STRICT;

-- status 0: of the request; otherwise a header of responses with that status
CREATE TABLE run_parameter (
  run_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  slot TEXT NOT NULL,
  parameter_id INTEGER NOT NULL REFERENCES parameter (id),
  present INTEGER NOT NULL,
  schema_id INTEGER NOT NULL REFERENCES schema (id),
  PRIMARY KEY (run_id, operation_id, status, slot),
  FOREIGN KEY (run_id, operation_id) REFERENCES run_operation (run_id, operation_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX run_parameter_by_parameter ON run_parameter (parameter_id);
CREATE INDEX run_parameter_by_schema ON run_parameter (schema_id);

-- status 0: of the request
CREATE TABLE run_body (
  run_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL,
  status INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  n INTEGER NOT NULL,
  walked INTEGER NOT NULL,
  schema_id INTEGER NOT NULL REFERENCES schema (id),
  PRIMARY KEY (run_id, operation_id, status, media_type),
  FOREIGN KEY (run_id, operation_id) REFERENCES run_operation (run_id, operation_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX run_body_by_schema ON run_body (schema_id);

CREATE TABLE run_field (
  run_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL,
  field_id INTEGER NOT NULL REFERENCES field (id),
  types TEXT NOT NULL,
  PRIMARY KEY (run_id, operation_id, field_id),
  FOREIGN KEY (run_id, operation_id) REFERENCES run_operation (run_id, operation_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX run_field_by_field ON run_field (field_id);

CREATE TRIGGER run_parameter_added AFTER INSERT ON run_parameter BEGIN
  UPDATE schema SET uses = uses + 1 WHERE id = NEW.schema_id;
END;
CREATE TRIGGER run_parameter_changed AFTER UPDATE OF schema_id ON run_parameter WHEN OLD.schema_id <> NEW.schema_id BEGIN
  UPDATE schema SET uses = uses + 1 WHERE id = NEW.schema_id;
  UPDATE schema SET uses = uses - 1 WHERE id = OLD.schema_id;
  DELETE FROM schema WHERE id = OLD.schema_id AND uses = 0;
END;
CREATE TRIGGER run_parameter_removed AFTER DELETE ON run_parameter BEGIN
  UPDATE schema SET uses = uses - 1 WHERE id = OLD.schema_id;
  DELETE FROM schema WHERE id = OLD.schema_id AND uses = 0;  DELETE FROM parameter WHERE id = OLD.parameter_id AND NOT EXISTS (SELECT 1 FROM run_parameter WHERE parameter_id = OLD.parameter_id);
END;
CREATE TRIGGER run_parameter_renamed AFTER UPDATE OF parameter_id ON run_parameter WHEN OLD.parameter_id <> NEW.parameter_id BEGIN
  DELETE FROM parameter WHERE id = OLD.parameter_id AND NOT EXISTS (SELECT 1 FROM run_parameter WHERE parameter_id = OLD.parameter_id);
END;
CREATE TRIGGER run_field_removed AFTER DELETE ON run_field BEGIN
  DELETE FROM field WHERE id = OLD.field_id AND NOT EXISTS (SELECT 1 FROM run_field WHERE field_id = OLD.field_id);
END;
CREATE TRIGGER run_body_added AFTER INSERT ON run_body BEGIN
  UPDATE schema SET uses = uses + 1 WHERE id = NEW.schema_id;
END;
CREATE TRIGGER run_body_changed AFTER UPDATE OF schema_id ON run_body WHEN OLD.schema_id <> NEW.schema_id BEGIN
  UPDATE schema SET uses = uses + 1 WHERE id = NEW.schema_id;
  UPDATE schema SET uses = uses - 1 WHERE id = OLD.schema_id;
  DELETE FROM schema WHERE id = OLD.schema_id AND uses = 0;
END;
CREATE TRIGGER run_body_removed AFTER DELETE ON run_body BEGIN
  UPDATE schema SET uses = uses - 1 WHERE id = OLD.schema_id;
  DELETE FROM schema WHERE id = OLD.schema_id AND uses = 0;
END;
-- an operation (parameter, field) that no run has any more was melded into another: its words go with it
CREATE TRIGGER run_operation_removed AFTER DELETE ON run_operation BEGIN
  DELETE FROM operation WHERE id = OLD.operation_id AND NOT EXISTS (SELECT 1 FROM run_operation WHERE operation_id = OLD.operation_id);
END;
CREATE TRIGGER run_service_removed AFTER DELETE ON run_service BEGIN
  DELETE FROM service WHERE id = OLD.service_id AND NOT EXISTS (SELECT 1 FROM run_service WHERE service_id = OLD.service_id)
    AND NOT EXISTS (SELECT 1 FROM operation WHERE service_id = OLD.service_id);
END;

CREATE TABLE run_asset (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  asset_id INTEGER NOT NULL REFERENCES asset (id),
  flows INTEGER NOT NULL,
  one_sided_flows INTEGER NOT NULL,
  http1_bytes INTEGER NOT NULL,
  http2_bytes INTEGER NOT NULL,
  tls_bytes INTEGER NOT NULL,
  opaque_bytes INTEGER NOT NULL,
  other_bytes INTEGER NOT NULL,
  gap_bytes INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  responses INTEGER NOT NULL,
  exchanges INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  hosts TEXT NOT NULL,
  server_names TEXT NOT NULL,
  PRIMARY KEY (run_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_asset_by_asset ON run_asset (asset_id);

CREATE TRIGGER run_asset_removed AFTER DELETE ON run_asset BEGIN
  DELETE FROM asset WHERE id = OLD.asset_id AND NOT EXISTS (SELECT 1 FROM run_asset WHERE asset_id = OLD.asset_id);
END;

CREATE TABLE run_mcp_server (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_ai_provider (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_finding (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  service TEXT NOT NULL,
  method TEXT,
  template TEXT,
  location TEXT,
  path TEXT,
  type TEXT,
  confidence REAL NOT NULL,
  evidence TEXT NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  PRIMARY KEY (run_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_finding_by_id ON run_finding (id);

CREATE TABLE run_state (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  kind TEXT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (run_id, service, operation_key, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_sensitive (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  location TEXT NOT NULL,
  path TEXT NOT NULL,
  type TEXT NOT NULL,
  severity TEXT NOT NULL,
  confidence REAL NOT NULL,
  verdict TEXT NOT NULL,
  regulations TEXT NOT NULL,
  distinct_values INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (run_id, service, operation_key, location, path, type)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_risk (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  score REAL NOT NULL,
  level TEXT NOT NULL,
  parts TEXT NOT NULL,
  PRIMARY KEY (run_id, service, operation_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE spec (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT NOT NULL,
  added_us INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
`,
}
