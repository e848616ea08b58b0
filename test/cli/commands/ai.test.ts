import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('ai')

test('providers with their models and tokens, as a table and as JSON', async () => {
  const db = await replayFixture(folder, 'model-call')
  const { providers, agents } = JSON.parse((await earshot('ai', '--db', db, '--format', 'json')).out)
  expect(agents).toEqual([])
  expect(providers.every((one: { visibility: string }) => one.visibility === 'clear')).toBe(true)
  expect((await earshot('ai', '--db', db)).out).toContain('gpt-4o-mini')
})
