import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('export')

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

test('an OpenAPI document of one service, in either syntax and version', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const yaml = await earshot('export', 'openapi', '--db', db, '--service', 'shop.example.test:8080')
  expect(yaml.code).toBe(0)
  const document = parse(yaml.out)
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.keys(document.paths)).toContain('/api/v1/products')
  expect(yaml.out).toContain('x-earshot')
  const json = await earshot(
    'export',
    'openapi',
    '--db',
    db,
    '--service',
    'shop.example.test:8080',
    '--format',
    'json',
    '--openapi',
    '3.0',
    '--clean',
  )
  expect(JSON.parse(json.out).openapi).toMatch(/^3\.0/)
  expect(json.out).not.toContain('x-earshot')
})

test('a folder gets one file a service', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const out = `${join(folder, 'specs')}/`
  expect((await earshot('export', 'openapi', '--db', db, '-o', out)).code).toBe(0)
  const files = readdirSync(out)
  expect(files).toHaveLength(1)
  expect(parse(readFileSync(join(out, files[0] as string), 'utf8')).paths).toBeDefined()
})
