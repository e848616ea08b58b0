import { expect, test } from 'vitest'
import { openapiDocument } from '../../../../inventory/export/openapi/document.ts'
import { sampleInventory } from '../../../support/sample-inventory.ts'

test('unusual methods have a place of their own; several services have theirs at each path', () => {
  const inventory = sampleInventory({
    'a.example': [{ operation: 'PROPFIND /dav' }, { operation: 'GET /dav' }],
    'b.example': [{ operation: 'GET /x' }],
  })
  const services = [...inventory.services.values()]
  const document = openapiDocument({ inventory, verdicts: null, options: {} }, services) as {
    paths: Record<string, Record<string, unknown>>
    servers?: unknown
    info: { title: string }
  }
  expect(document.info.title).toBe('2 services')
  expect(document.servers).toBeUndefined()
  expect(document.paths['/dav']).toMatchObject({
    servers: [{ url: 'http://a.example' }],
    get: {},
    'x-earshot-methods': { PROPFIND: { operationId: 'propfindDav' } },
  })
})

test('verdicts stand with the operation', () => {
  const inventory = sampleInventory({ 'a.example': [{ operation: 'GET /a' }] })
  const verdicts = {
    states: new Map([['a.example GET /a', [{ state: 'zombie' as const, kind: null, evidence: [] }]]]),
    sensitive: new Map(),
    risk: new Map(),
    coverage: new Map(),
    findings: [],
    uncalled: [],
  }
  const document = openapiDocument({ inventory, verdicts, options: {} }, [...inventory.services.values()]) as {
    paths: Record<string, Record<string, unknown>>
  }
  expect(document.paths['/a']?.['get']).toMatchObject({ deprecated: true, 'x-earshot': { states: ['zombie'] } })
})
