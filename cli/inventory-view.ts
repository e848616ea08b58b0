import { type Inventory, judge, openStore, type Store, type Verdicts } from '../inventory/index.ts'
import { followDecisions, judgeSettings } from './judge-settings.ts'
import { type OptionValues, textOption } from './options.ts'

/** An inventory opened for reading, with its verdicts. */
export interface InventoryView {
  readonly store: Store
  readonly path: string
  /** A run, or everything. */
  readonly selection: number | 'all'
  readonly inventory: Inventory
  readonly verdicts: Verdicts
}

/** Open the file of --db, load what --run selects, judge it against the attached specifications, and close it again. */
export function viewInventory<Result>(options: OptionValues, use: (view: InventoryView) => Result): Result {
  const config = judgeSettings(options)
  return withStore(options, (store, path) => {
    const run = textOption(options, 'run')
    const selection = run === undefined ? 'all' : store.resolveRun(run)
    const inventory = store.load(selection)
    const verdicts = judge(inventory, { specs: store.specs(), now: lastSeenUs(inventory), config: followDecisions(config, store) })
    return use({ store, path, selection, inventory, verdicts })
  })
}

export function withStore<Result>(options: OptionValues, use: (store: Store, path: string) => Result): Result {
  const path = textOption(options, 'db') as string
  const store = openStore(path, { mode: 'read' })
  try {
    return use(store, path)
  } finally {
    store.close()
  }
}

/** The clock of judgement is the newest packet: the same file gives the same verdicts next year. */
export function lastSeenUs(inventory: Inventory): number {
  let last = 0
  for (const service of inventory.services.values()) last = Math.max(last, service.seen.lastUs)
  for (const server of inventory.coverage.servers.values()) last = Math.max(last, server.lastUs)
  return last
}
