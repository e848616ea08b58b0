// What the store offers. One SQLite file holds everything; identity rows live across runs, counts and schemas hang on a run.

import type { EndpointListing } from '../export/index.ts'
import type { Finding } from '../findings/finding.ts'
import type { StateVerdict, Verdicts } from '../judge/index.ts'
import type { EarlierOperation } from '../learn/known.ts'
import type { TemplateChange, TemplateRecord } from '../learn/template-change.ts'
import type { Inventory } from '../model.ts'
import type { SpecDocument } from '../spec/index.ts'

export type RunId = number
/** Which evidence: one run, or all of them added up. */
export type RunSelection = RunId | 'all'

export interface RunStart {
  kind: 'replay' | 'sniff'
  label?: string
  /** File names or interface. */
  source: string
  /** Microseconds; default: now. */
  startedUs?: number
  /** Version of the program. */
  version: string
}

export interface RunRow {
  id: RunId
  kind: 'replay' | 'sniff'
  label: string | null
  source: string
  version: string
  startedUs: number
  /** Null while it runs, and for ever when it was killed. */
  endedUs: number | null
  savedUs: number | null
  /** Packet time of the first and last thing seen; null when nothing was. */
  firstUs: number | null
  lastUs: number | null
  services: number
  operations: number
  exchanges: number
  /** Operations of earlier runs that this one made part of a template, and those that it split off one. */
  merged: number
  split: number
}

export interface SpecRow {
  id: number
  document: SpecDocument
  addedUs: number
}

export interface Store {
  readonly path: string
  /** The HMAC key of this database: 32 bytes. */
  key(): Uint8Array
  /** A hash of a value (observe/hash.ts) under that key, as the file holds it. */
  keyed(hash: number): number

  beginRun(run: RunStart): RunId
  /** Write the state of a run: everything learned in it so far. One transaction; only what changed is written. */
  save(run: RunId, inventory: Inventory, findings?: readonly Finding[]): void
  endRun(run: RunId): void
  /** Take a run back, as if it had never begun. */
  discardRun(run: RunId): void

  runs(): RunRow[]
  /** `3`, `latest`, `latest~1`, a label (the latest run with it). */
  resolveRun(reference: string): RunId
  load(selection: RunSelection): Inventory
  /** Keep what `endpoints` shows under these settings, until anything is written. Read by `readKeptListing`. */
  keepListing(settings: string, listing: EndpointListing): void

  /** Confirmed operations of all runs, as the learner takes them. */
  earlier(): EarlierOperation[]
  /**
   * Record where a run, after its last save, decides otherwise than the runs before, and move rows of those to where they belong now. The same
   * again changes nothing.
   */
  saveTemplateChanges(run: RunId, changes: readonly TemplateChange[]): void
  /** As they were recorded, oldest first. */
  templateChanges(selection: RunSelection): TemplateRecord[]

  /** Replace what was judged on a run. */
  saveVerdicts(run: RunId, verdicts: Verdicts): void
  saveFindings(run: RunId, findings: readonly Finding[]): void
  /** Over all runs: each finding once, as it was judged last. */
  findings(selection: RunSelection): Finding[]
  /** Verdict key -> flags, as they were judged last. */
  states(selection: RunSelection): Map<string, StateVerdict[]>

  /** Attach a description; the same text twice is one. */
  addSpec(document: SpecDocument): SpecRow
  /** In the order they were added: later versions of one API follow earlier ones. */
  specs(): SpecDocument[]
  specRows(): SpecRow[]
  /** By number or source; UserError when there is none. */
  removeSpec(reference: string): SpecRow

  /** Read-only SQL, for the documented views and for tests. */
  query(sql: string, ...parameters: unknown[]): Record<string, unknown>[]
  close(): void
}

export interface StoreOptions {
  /** `write` makes the file when it is not there, and lets no second writer in. */
  mode: 'read' | 'write'
}
