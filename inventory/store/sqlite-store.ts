import type { Database } from 'better-sqlite3'
import { assert } from '../../sensor/base/assert.ts'
import type { EndpointListing } from '../export/index.ts'
import type { Finding } from '../findings/finding.ts'
import type { StateVerdict, Verdicts } from '../judge/index.ts'
import type { EarlierOperation } from '../learn/known.ts'
import { createInventory, mergeInventory } from '../learn/merge.ts'
import type { TemplateChange, TemplateRecord } from '../learn/template-change.ts'
import type { Inventory } from '../model.ts'
import type { SpecDocument } from '../spec/index.ts'
import { readEarlier } from './earlier-rows.ts'
import { readRun } from './run-reader.ts'
import { findRun, readRuns } from './run-rows.ts'
import { RunWriter } from './run-writer.ts'
import { keyedHash } from './schema-codec.ts'
import { addSpec, readSpecs, removeSpec } from './spec-rows.ts'
import { toUserError } from './sqlite-errors.ts'
import type { RunId, RunRow, RunSelection, RunStart, SpecRow, Store } from './store.ts'
import { readTemplateChanges, writeTemplateChanges } from './template-changes.ts'
import { readFindings, readStates, writeFindings, writeVerdicts } from './verdict-rows.ts'
import type { WriterLock } from './writer-lock.ts'

/** `Store` on one SQLite connection. What SQLite says becomes a UserError where the user can mend it. */
export class SqliteStore implements Store {
  readonly path: string
  readonly #db: Database
  readonly #lock: WriterLock
  readonly #writers = new Map<RunId, RunWriter>()
  #key: Uint8Array | undefined
  #hash: ((hash: number) => number) | undefined

  constructor(db: Database, path: string, lock: WriterLock) {
    this.#db = db
    this.path = path
    this.#lock = lock
  }

  key(): Uint8Array {
    this.#key ??= this.#try(() => this.#db.prepare("SELECT value FROM meta WHERE name = 'key'").pluck().get() as Uint8Array)
    return this.#key
  }

  keyed(hash: number): number {
    this.#hash ??= keyedHash(this.key())
    return this.#hash(hash)
  }

  beginRun(run: RunStart): RunId {
    const add = 'INSERT INTO run (kind, label, source, version, started_us) VALUES (?, ?, ?, ?, ?) RETURNING id'
    const id = this.#write(() =>
      this.#db
        .prepare(add)
        .pluck()
        .get(run.kind, run.label ?? null, run.source, run.version, run.startedUs ?? nowUs()),
    ) as RunId
    this.#writers.set(id, new RunWriter(this.#db, id, (hash) => this.keyed(hash)))
    return id
  }

  save(run: RunId, inventory: Inventory, findings?: readonly Finding[]): void {
    const writer = this.#writers.get(run)
    assert(writer !== undefined, 'a run is saved between its beginning and its end')
    try {
      this.#write(() => {
        writer.save(inventory, nowUs())
        if (findings !== undefined) writeFindings(this.#db, run, findings)
      })
    } catch (error) {
      writer.forget()
      throw error
    }
  }

  endRun(run: RunId): void {
    this.#write(() => this.#db.prepare('UPDATE run SET ended_us = ? WHERE id = ?').run(nowUs(), run))
    this.#writers.delete(run)
    // words that were taken back must not linger in the log
    this.#try(() => this.#db.pragma('wal_checkpoint(TRUNCATE)'))
  }

  discardRun(run: RunId): void {
    this.#writers.delete(run)
    this.#write(() => {
      for (const table of ['run_operation', 'run_service', 'run_asset']) this.#db.prepare(`DELETE FROM ${table} WHERE run_id = ?`).run(run)
      this.#db.prepare('DELETE FROM run WHERE id = ?').run(run)
    })
  }

  runs(): RunRow[] {
    return this.#try(() => readRuns(this.#db))
  }

  resolveRun(reference: string): RunId {
    return this.#try(() => findRun(this.#db, reference))
  }

  load(selection: RunSelection): Inventory {
    return this.#read(() => {
      if (selection !== 'all') return readRun(this.#db, selection)
      const [first, ...rest] = this.#db.prepare('SELECT id FROM run ORDER BY id').pluck().all() as RunId[]
      if (first === undefined) return createInventory()
      const inventory = readRun(this.#db, first)
      for (const run of rest) mergeInventory(inventory, readRun(this.#db, run))
      return inventory
    })
  }

  keepListing(settings: string, listing: EndpointListing): void {
    const body = JSON.stringify(listing)
    this.#write(() => this.#db.prepare('INSERT INTO listing VALUES (?, ?)').run(settings, body))
  }

  earlier(): EarlierOperation[] {
    return this.#read(() => readEarlier(this.#db))
  }

  saveTemplateChanges(run: RunId, changes: readonly TemplateChange[]): void {
    if (changes.length === 0) return
    this.#write(() => writeTemplateChanges({ db: this.#db, run, hash: (hash) => this.keyed(hash) }, changes))
  }

  templateChanges(selection: RunSelection): TemplateRecord[] {
    return this.#try(() => readTemplateChanges(this.#db, selection))
  }

  saveVerdicts(run: RunId, verdicts: Verdicts): void {
    this.#write(() => {
      writeVerdicts(this.#db, run, verdicts)
      this.#db.prepare('UPDATE run SET judged_us = ? WHERE id = ?').run(nowUs(), run)
    })
  }

  saveFindings(run: RunId, findings: readonly Finding[]): void {
    this.#write(() => writeFindings(this.#db, run, findings))
  }

  findings(selection: RunSelection): Finding[] {
    return this.#try(() => readFindings(this.#db, selection))
  }

  states(selection: RunSelection): Map<string, StateVerdict[]> {
    return this.#try(() => readStates(this.#db, selection))
  }

  addSpec(document: SpecDocument): SpecRow {
    return this.#write(() => addSpec(this.#db, document, nowUs()))
  }

  specs(): SpecDocument[] {
    return this.specRows().map(({ document }) => document)
  }

  specRows(): SpecRow[] {
    return this.#try(() => readSpecs(this.#db))
  }

  removeSpec(reference: string): SpecRow {
    return this.#write(() => removeSpec(this.#db, reference))
  }

  query(sql: string, ...parameters: unknown[]): Record<string, unknown>[] {
    return this.#try(() => {
      const statement = this.#db.prepare(sql)
      assert(statement.readonly, 'query() only reads')
      return statement.all(...parameters) as Record<string, unknown>[]
    })
  }

  close(): void {
    this.#try(() => this.#db.close())
    this.#lock.release()
  }

  /** A listing is kept of what is in the file: whoever changes that takes it out. */
  #write<T>(work: () => T): T {
    const change = (): T => {
      this.#db.prepare('DELETE FROM listing').run()
      return work()
    }
    return this.#try(() => this.#db.transaction(change).immediate())
  }

  /** One view of the file, also while somebody writes. */
  #read<T>(work: () => T): T {
    return this.#try(() => this.#db.transaction(work).deferred())
  }

  #try<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw toUserError(error, this.path)
    }
  }
}

const nowUs = (): number => Date.now() * 1000
