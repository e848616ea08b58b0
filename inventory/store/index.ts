// The inventory file: one SQLite database.

export { openStore } from './open-store.ts'
export type { RunId, RunRow, RunSelection, RunStart, SpecRow, Store, StoreOptions } from './store.ts'
