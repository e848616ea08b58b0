import type { Migration } from '../migrations.ts'

/** The rows of `endpoints` as the last run left them, and under which settings; no row when anything was written since. */
export const listing: Migration = {
  id: 4,
  name: 'listing',
  sql: `
CREATE TABLE listing (
  settings TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;
`,
}
