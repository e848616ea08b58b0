import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('services')

test('one row a service, with its addresses and coverage', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { services } = JSON.parse((await earshot('services', '--db', db, '--format', 'json')).out)
  expect(services).toEqual([
    expect.objectContaining({
      service: 'shop.example.test:8080',
      addresses: ['10.77.0.2:8080'],
      coverage: expect.objectContaining({ adequate: true }),
    }),
  ])
  expect((await earshot('services', '--db', db)).out).toMatch(/SERVICE +OPERATIONS/)
})
