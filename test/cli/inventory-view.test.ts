import { expect, test } from 'vitest'
import { lastSeenUs, viewInventory, withStore } from '../../cli/inventory-view.ts'
import { createInventory } from '../../inventory/index.ts'
import { replayFixture, scratchFolder } from '../support/inventory-files.ts'

const folder = scratchFolder('view')

test('the clock of judgement is the newest packet', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const last = viewInventory({ db }, ({ inventory }) => lastSeenUs(inventory))
  expect(new Date(last / 1000).getUTCFullYear()).toBe(2026)
  expect(lastSeenUs(createInventory())).toBe(0)
})

test('the file is closed also when the use of it fails', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const failing = () => {
    throw new Error('no')
  }
  expect(() => withStore({ db }, failing)).toThrow('no')
  expect(withStore({ db }, (store) => store.runs().length)).toBe(1)
})
