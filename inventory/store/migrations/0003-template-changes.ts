import type { Migration } from '../migrations.ts'

/**
 * Where a run decided on templates otherwise than the runs before. `from_key` and `from_template` of a merge are null: the words that stood in
 * its path turned out to be values, and values are not kept. `from_hash` (a keyed hash of the key) still tells the operation to those who know it.
 */
export const templateChanges: Migration = {
  id: 3,
  name: 'template-changes',
  sql: `
CREATE TABLE template_change (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
  from_hash INTEGER NOT NULL,
  from_key TEXT,
  from_template TEXT,
  to_key TEXT NOT NULL,
  to_template TEXT NOT NULL,
  -- of a merge: exchanges of earlier runs that moved, and when the first of them was seen
  exchanges INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (run_id, service, kind, from_hash, to_key)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_template_change AS
SELECT run_id AS run, kind, service, from_template, to_template, to_key, exchanges,
  strftime('%Y-%m-%dT%H:%M:%fZ', nullif(first_us, 0) / 1e6, 'unixepoch') AS first_seen, strftime('%Y-%m-%dT%H:%M:%fZ', at_us / 1e6, 'unixepoch') AS at
FROM template_change;
`,
}
