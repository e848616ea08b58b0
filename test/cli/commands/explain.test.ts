import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('explain')

test('a finding and an operation each say why', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const { findings } = JSON.parse((await earshot('findings', '--db', db, '--format', 'json')).out)
  const { code, out } = await earshot('explain', findings[0].id, '--db', db)
  expect(code).toBe(0)
  expect(out).toContain(findings[0].rule)
  const operation = await earshot('explain', 'shop.example.test:8080', 'GET', '/api/v1/users/{userId}', '--db', db)
  expect(operation.code).toBe(0)
  expect(operation.out).toMatch(/24|undocumented/)
})
