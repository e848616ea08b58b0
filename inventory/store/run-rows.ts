// The list of runs, and finding one by what the user calls it.

import type { Database } from 'better-sqlite3'
import { UserError } from '../../sensor/base/errors.ts'
import type { RunRow } from './store.ts'

/** All runs, oldest first. */
export function readRuns(db: Database): RunRow[] {
  return db
    .prepare(`
    SELECT r.id, r.kind, r.label, r.source, r.version, r.started_us AS startedUs, r.ended_us AS endedUs, r.saved_us AS savedUs,
      r.first_us AS firstUs, r.last_us AS lastUs,
      (SELECT count(*) FROM run_service s WHERE s.run_id = r.id) AS services, (SELECT count(*) FROM run_operation o WHERE o.run_id = r.id) AS operations,
      coalesce(r.counters ->> '$."inventory.exchanges"', 0) AS exchanges,
      (SELECT count(*) FROM template_change t WHERE t.run_id = r.id AND t.kind = 'merge') AS merged,
      (SELECT count(*) FROM template_change t WHERE t.run_id = r.id AND t.kind = 'split') AS split
    FROM run r ORDER BY r.id`)
    .all() as RunRow[]
}

/** `3`, `latest`, `latest~1`, or a label (the latest run with it). */
export function findRun(db: Database, reference: string): number {
  const runs = db.prepare('SELECT id, label FROM run ORDER BY id').all() as { id: number; label: string | null }[]
  const latest = /^latest(?:~(\d{1,9}))?$/.exec(reference)
  const found = latest
    ? runs.at(-1 - Number(latest[1] ?? 0))
    : (runs.find(({ id }) => String(id) === reference) ?? runs.findLast(({ label }) => label === reference))
  if (found !== undefined) return found.id
  if (runs.length === 0) throw new UserError('the database holds no runs yet', { hint: '`earshot replay CAPTURE --db FILE` makes one.' })
  throw new UserError(`there is no run "${reference}"`, {
    hint: `Runs: ${runs
      .slice(-10)
      .map(({ id, label }) => (label === null ? String(id) : `${id} (${label})`))
      .join(', ')}; also latest, latest~1.`,
  })
}
