import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('spec')

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SPEC = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: 'http://shop.example.test:8080/api/v1' }]
paths:
  /users/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: getUser, responses: { '200': { description: a user } } }
  /products:
    get: { deprecated: true, responses: { '200': { description: products } } }
  /coupons:
    get: { responses: { '200': { description: never called } } }
`

test('added, listed, believed, and removed again', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  const file = join(folder, 'shop.yaml')
  writeFileSync(file, SPEC)
  expect((await earshot('spec', 'add', file, '--db', db)).err).toMatch(/attached Shop 1\.0\.0: 3 operations/)
  const { specs } = JSON.parse((await earshot('spec', 'list', '--db', db, '--format', 'json')).out)
  expect(specs).toEqual([expect.objectContaining({ title: 'Shop', operations: 3 })])

  const { endpoints } = JSON.parse((await earshot('endpoints', '--db', db, '--format', 'json')).out)
  const states = Object.fromEntries(
    endpoints.map((row: { method: string; template: string; states: string[] }) => [
      `${row.method} ${row.template.replace(/\{[^}]*\}/g, '{}')}`,
      row.states,
    ]),
  )
  expect(states['GET /api/v1/users/{}']).toContain('documented')
  expect(states['GET /api/v1/products']).toContain('deprecated-in-use')
  expect(states['GET /api/v1/orders']).toContain('shadow')
  expect(states['GET /api/v1/coupons']).toContain('orphan')

  expect((await earshot('spec', 'remove', specs[0].id, '--db', db)).code).toBe(0)
  expect((await earshot('spec', 'list', '--db', db)).out).toBe('no documents attached\n')
})

test('what cannot be is told', async () => {
  const db = await replayFixture(folder, 'shop-v1')
  expect((await earshot('spec', 'paint', '--db', db)).err).toMatch(/unknown action/)
  expect((await earshot('spec', 'add', '--db', db)).err).toMatch(/no document given/)
  expect((await earshot('spec', 'remove', '99', '--db', db)).code).toBe(2)
})
