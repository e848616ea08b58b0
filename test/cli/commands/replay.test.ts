import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('replay')

import { join } from 'node:path'

test('the summary tells what was found and what comes next', async () => {
  const db = join(folder, 'summary.db')
  const { code, out, err } = await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db)
  expect([code, out]).toEqual([0, ''])
  expect(err).toMatch(/run 1: \d+ packets .* exchanges in/)
  expect(err).toMatch(/found: 1 service, \d+ operations/)
  expect(err).toContain(`earshot endpoints --db ${db}`)
})

test('a capture filter leaves the rest out', async () => {
  const db = join(folder, 'filtered.db')
  const { code, err } = await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--filter', 'port 9')
  expect(code).toBe(0)
  expect(err).toMatch(/no packets arrived/)
})

test('--depth headers learns operations without looking into bodies', async () => {
  const db = join(folder, 'headers.db')
  await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--depth', 'headers', '--quiet')
  const count = async (file: string) => JSON.parse((await earshot('endpoints', '--db', file, '--format', 'json')).out).endpoints.length
  expect(await count(db)).toBe(await count(await replayFixture(folder, 'shop-v1')))
})
