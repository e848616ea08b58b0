import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('endpoints')

const rows = async (...more: string[]) =>
  JSON.parse((await earshot('endpoints', '--db', await replayFixture(folder, 'shop-v1'), '--format', 'json', ...more)).out).endpoints

test('a row has what tools rely on', async () => {
  const row = (await rows()).find(
    (one: { template: string; method: string }) => one.method === 'GET' && one.template.startsWith('/api/v1/users/{'),
  )
  expect(row).toMatchObject({
    service: 'shop.example.test:8080',
    kind: 'rest',
    statuses: { 200: 24 },
    exchanges: 24,
    clients: 3,
    auth: [expect.stringMatching(/^bearer/)],
    firstSeen: expect.stringMatching(/^\d{4}-.*Z$/),
    risk: { score: expect.any(Number), level: expect.any(String) },
  })
  expect(row.sensitive).toEqual(expect.arrayContaining(['email']))
})

test('what was only probed or refused is listed with --all', async () => {
  const [some, all] = [await rows(), await rows('--all')]
  expect(all.length).toBeGreaterThanOrEqual(some.length)
  expect(some.some((row: { tier: string }) => row.tier === 'probe' || row.tier === 'guarded')).toBe(false)
})

test('only one state or one service', async () => {
  const undocumented = await rows('--state', 'undocumented')
  expect(undocumented.length).toBeGreaterThan(5)
  for (const row of undocumented) expect(row.states).toContain('undocumented')
  expect((await rows('--service', 'shop.example.test:8080')).length).toBe((await rows()).length)
})
