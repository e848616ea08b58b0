// The rows of `endpoints`, kept in the file of a large inventory: to judge 50,000 operations takes seconds, to read what was judged does not.

import { createHash } from 'node:crypto'
import { type EndpointListing, readKeptListing } from '../inventory/listing.ts'
import { flagOption, type OptionValues, textOption } from './options.ts'
import { readSettings } from './settings-file.ts'
import { VERSION } from './version.ts'

/** What was kept where that is what is asked for; otherwise judged now. */
export async function endpointListing(options: OptionValues): Promise<EndpointListing> {
  const isKept = textOption(options, 'run') === undefined && !flagOption(options, 'apart')
  const kept = isKept ? readKeptListing(textOption(options, 'db') as string, settingsHash(options)) : null
  if (kept !== null) return kept
  const { judgeListing } = await import('./judged-listing.ts')
  return judgeListing(options)
}

/** Everything beside the file itself that the rows depend on: what judges, and what the settings file tells it. */
export const settingsHash = (options: OptionValues): string =>
  createHash('sha256')
    .update(JSON.stringify([VERSION, readSettings(options.config).text]))
    .digest('hex')
