import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

test('the map, for Mermaid and for Graphviz; what is not on the list stands out', async () => {
  const db = await replayFixture(folder, 'model-call')
  const mermaid = (await earshot('ai', '--db', db, '--format', 'mermaid')).out
  expect(mermaid).toMatch(/^flowchart LR\n/)
  expect(mermaid).toContain('gpt-4o-mini')
  expect(mermaid).not.toContain('unsanctioned')
  const config = join(folder, 'earshot.yaml')
  writeFileSync(config, 'judge:\n  aiProviders: [anthropic]\n')
  expect((await earshot('ai', '--db', db, '--format', 'mermaid', '--config', config)).out).toContain('unsanctioned')
  expect((await earshot('ai', '--db', db, '--format', 'dot')).out).toMatch(/^digraph ai \{[\s\S]*\}\n$/)
})
