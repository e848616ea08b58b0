import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endpointListing, settingsHash } from '../../cli/kept-listing.ts'
import { openStore } from '../../inventory/index.ts'
import { replayFixture, scratchFolder } from '../support/inventory-files.ts'

const folder = scratchFolder('kept')

test('what was kept is the answer, without looking at anything else', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const store = openStore(db, { mode: 'write' })
  const listing = { services: ['kept'], called: [], uncalled: [] }
  store.keepListing(settingsHash({}), listing)
  store.close()
  expect(await endpointListing({ db })).toEqual(listing)
  for (const options of [{ run: 'latest' }, { apart: true }])
    expect((await endpointListing({ db, ...options })).called.length).toBeGreaterThan(5)
})

test('the hash follows the text of the settings, wherever they lie', () => {
  const paths = ['a', 'b'].map((name) => join(folder, name))
  for (const path of paths) mkdirSync(path)
  const [one, same] = paths.map((path) => join(path, 'earshot.yaml')) as [string, string]
  writeFileSync(one, 'judge: { lossShare: 0.5 }')
  writeFileSync(same, 'judge: { lossShare: 0.5 }')
  expect(settingsHash({ config: one })).toBe(settingsHash({ config: same }))
  expect(settingsHash({ config: one })).not.toBe(settingsHash({}))
})
