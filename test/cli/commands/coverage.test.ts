import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('coverage')

test('the ledger: shares per server, counters, and words', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { coverage } = JSON.parse((await earshot('coverage', '--db', db, '--format', 'json')).out)
  expect(coverage.rows).toEqual([expect.objectContaining({ address: '10.77.0.2:8080', readShare: 1 })])
  expect(coverage.counters['capture.packets']).toBe(coverage.packets)
  const { out } = await earshot('coverage', '--db', db)
  expect(out).toMatch(/Not seen\n {2}nothing that earshot knows of/)
  expect(out).toContain('Packets read.')
})
