import {
  type Inventory,
  type JoinPlan,
  joinPlan,
  joinServices,
  judge,
  openStore,
  type Store,
  type TemplateRecord,
  type Verdicts,
} from '../inventory/index.ts'
import { followDecisions, judgeSettings } from './judge-settings.ts'
import { type OptionValues, textOption } from './options.ts'
import { serviceSettings } from './service-settings.ts'

/** An inventory opened for reading, with its verdicts. */
export interface InventoryView {
  readonly store: Store
  readonly path: string
  /** A run, or everything. */
  readonly selection: number | 'all'
  /** Hosts that are one service are joined in it. */
  readonly inventory: Inventory
  /** Judged when first asked for. */
  readonly verdicts: Verdicts
  /** What was joined, and why. */
  readonly plan: JoinPlan
  /** Changes of templates, under the names of services that `inventory` has. */
  readonly records: readonly TemplateRecord[]
}

/** Open the file of --db, load what --run selects, judge it against the attached specifications, and close it again. */
export const viewInventory = <Result>(options: OptionValues, use: (view: InventoryView) => Result): Result =>
  withStore(options, (store, path) => use(viewOf(store, path, options)))

/** What --run selects of an open file. */
export function viewOf(store: Store, path: string, options: OptionValues): InventoryView {
  const [config, joining] = [judgeSettings(options), serviceSettings(options)]
  const run = textOption(options, 'run')
  const selection = run === undefined ? 'all' : store.resolveRun(run)
  const learned = store.load(selection)
  const plan = joinPlan([learned], joining)
  const inventory = joinServices(learned, plan)
  const records = store.templateChanges('all').map((record) => ({ ...record, service: plan.get(record.service)?.into ?? record.service }))
  let verdicts: Verdicts | null = null
  return {
    ...{ store, path, selection, inventory, plan, records },
    get verdicts() {
      verdicts ??= judge(inventory, {
        specs: store.specs(),
        now: lastSeenUs(inventory),
        config: followDecisions(config, records, store),
      })
      return verdicts
    },
  }
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
