import { expect, test } from 'vitest'
import { lastSeenUs, operationsOf, viewInventory, withStore } from '../../cli/inventory-view.ts'
import { createInventory } from '../../inventory/index.ts'
import { replayFixture, scratchFolder } from '../support/inventory-files.ts'

const folder = scratchFolder('view')

test('operations come in the order of their paths, each with the key of its verdicts', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const keys = viewInventory({ db }, ({ inventory }) => [...operationsOf(inventory)].map(({ key }) => key))
  expect(keys).toContain('shop.example.test:8080 GET /api/v1/users/{}')
  const paths = keys.map((key) => key.split(' ')[2] as string)
  expect(paths).toEqual([...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
})

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
