import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('findings')

test('sensitive fields are told with type, place and confidence; values are not', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { findings } = JSON.parse((await earshot('findings', '--db', db, '--kind', 'sensitive', '--format', 'json')).out)
  const email = findings.find((one: { type: string; location: string }) => one.type === 'email' && one.location === 'response.body')
  expect(email).toMatchObject({
    service: 'shop.example.test:8080',
    path: expect.stringContaining('email'),
    confidence: expect.any(Number),
    evidence: expect.any(Array),
  })
  expect(JSON.stringify(findings)).not.toMatch(/mail\.example\.org|4111111111111111/)
})

test('--fail-on is the exit code', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  expect((await earshot('findings', '--db', db, '--fail-on', 'info')).code).toBe(1)
  expect((await earshot('findings', '--db', db, '--fail-on', 'none')).code).toBe(0)
  expect((await earshot('findings', '--db', db, '--fail-on', 'dreadful')).code).toBe(2)
})

test('an unknown kind is refused', async () => {
  expect(await earshot('findings', '--db', await replayFixture(folder, 'shop-v1'), '--kind', 'odd')).toMatchObject({
    code: 2,
    err: expect.stringContaining('unknown kind'),
  })
})
