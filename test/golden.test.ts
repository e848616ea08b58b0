// Every bundled capture through the whole pipeline, against golden files. Times come from the capture, so nothing needs masking.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { replayFixture, scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('golden')
const cases = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/capture.pcap`))

describe.each(cases)('%s', (name) => {
  const expected = (file: string) => join('..', 'fixtures', name, 'expected', file)

  test('exchanges', async () => {
    const { code, out } = await earshot('exchanges', `fixtures/${name}/capture.pcap`, '--format', 'jsonl')
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot(expected('exchanges.jsonl'))
  })

  test('inventory, verdicts and documents', async () => {
    const db = await replayFixture(folder, name)
    for (const [file, ...argv] of [
      ['canonical.json', 'export', 'canonical'],
      ['endpoints.md', 'endpoints', '--all', '--format', 'md'],
      ['findings.md', 'findings', '--format', 'md'],
      ['coverage.json', 'coverage', '--format', 'json'],
      ['mcp.json', 'mcp', '--format', 'json'],
      ['ai.json', 'ai', '--format', 'json'],
    ] as const) {
      const { code, out, err } = await earshot(...argv, '--db', db)
      expect({ file, code, err }).toEqual({ file, code: 0, err: '' })
      await expect(out).toMatchFileSnapshot(expected(file))
    }
  })
})
