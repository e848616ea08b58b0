// The rows of `endpoints`, judged now.

import { type EndpointListing, listEndpoints, type Store } from '../inventory/index.ts'
import { viewInventory, viewOf } from './inventory-view.ts'
import { settingsHash } from './kept-listing.ts'
import type { OptionValues } from './options.ts'

/** Operations. Smaller inventories are judged faster than anybody waits for. */
const KEPT_FROM = 2000

export const judgeListing = (options: OptionValues): EndpointListing =>
  viewInventory(options, ({ inventory, verdicts }) => listEndpoints(inventory, verdicts))

/** To be called when a run has ended: the last thing that is written. */
export function keepListing(store: Store, path: string, options: OptionValues): void {
  const [row] = store.query('SELECT count(*) AS n FROM operation')
  if (Number(row?.['n']) < KEPT_FROM) return
  const { inventory, verdicts } = viewOf(store, path, options)
  store.keepListing(settingsHash(options), listEndpoints(inventory, verdicts))
}
