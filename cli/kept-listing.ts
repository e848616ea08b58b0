// The rows of `endpoints`, kept in the file of a large inventory: to judge 50,000 operations takes seconds, to read what was judged does not.

import { createHash } from 'node:crypto'
import { type EndpointListing, listEndpoints, type Store } from '../inventory/index.ts'
import { viewOf, withStore } from './inventory-view.ts'
import { flagOption, type OptionValues, textOption } from './options.ts'
import { readSettings } from './settings-file.ts'
import { VERSION } from './version.ts'

/** Operations. Smaller inventories are judged faster than anybody waits for. */
const KEPT_FROM = 2000

/** To be called when a run has ended: the last thing that is written. */
export function keepListing(store: Store, path: string, options: OptionValues): void {
  const [row] = store.query('SELECT count(*) AS n FROM operation')
  if (Number(row?.['n']) < KEPT_FROM) return
  const { inventory, verdicts } = viewOf(store, path, options)
  store.keepListing(settingsHash(options), listEndpoints(inventory, verdicts))
}

/** What was kept where that is what is asked for; otherwise judged now. */
export function endpointListing(options: OptionValues): EndpointListing {
  return withStore(options, (store, path) => {
    const isKept = textOption(options, 'run') === undefined && !flagOption(options, 'apart')
    const kept = isKept ? store.listing(settingsHash(options)) : null
    if (kept !== null) return kept
    const { inventory, verdicts } = viewOf(store, path, options)
    return listEndpoints(inventory, verdicts)
  })
}

/** Everything beside the file itself that the rows depend on: what judges, and what the settings file tells it. */
const settingsHash = (options: OptionValues): string =>
  createHash('sha256')
    .update(JSON.stringify([VERSION, readSettings(options.config).text]))
    .digest('hex')
