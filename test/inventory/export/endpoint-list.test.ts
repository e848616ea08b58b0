import { expect, test } from 'vitest'
import { endpointList, listEndpoints, selectEndpoints } from '../../../inventory/export/endpoint-list.ts'
import type { Verdicts } from '../../../inventory/index.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

const INVENTORY = sampleInventory({
  'b.example': [
    { operation: 'POST /a' },
    { operation: 'GET /a', statuses: { 404: 1, 200: 2 }, clients: 3, auth: { none: [1, 1], basic: [1, 1] } },
  ],
  'a.example': [{ operation: 'GET /z' }, { operation: 'GET /.env', tier: 'probe' }, { operation: 'GET /g', tier: 'guarded' }],
})
const names = (options = {}): string[] =>
  endpointList(INVENTORY, null, options).map(({ service, method, template }) => `${service} ${method} ${template}`)

test('sorted by service, template, method; candidates only when asked for', () => {
  expect(names()).toEqual(['a.example GET /z', 'b.example GET /a', 'b.example POST /a'])
  expect(names({ all: true })).toHaveLength(5)
  expect(names({ service: 'a.example' })).toEqual(['a.example GET /z'])
})

test('what nobody called has a row of its own, unless it was tried and those are listed', () => {
  const of = (path: string) => ({
    ...{ service: 'a.example', method: 'GET', template: path, key: `GET ${path}`, spec: 's', deprecated: false },
    states: [{ state: 'orphan', kind: 'absence', evidence: [] }],
  })
  const verdicts = {
    states: new Map(),
    sensitive: new Map(),
    risk: new Map(),
    uncalled: [of('/none'), of('/g'), of('/z')],
  } as unknown as Verdicts
  const listing = JSON.parse(JSON.stringify(listEndpoints(INVENTORY, verdicts)))
  const shown = (options: object) => selectEndpoints(listing, options).map(({ template, exchanges }) => `${template} ${exchanges}`)
  expect(shown({ service: 'a.example' })).toEqual(['/g 0', '/none 0', '/z 1'])
  expect(shown({ service: 'a.example', all: true })).toEqual(['/.env 1', '/g 1', '/none 0', '/z 1'])
})

test('the fields', () => {
  expect(endpointList(INVENTORY, null)[1]).toMatchObject({
    exchanges: 3,
    statuses: { 200: 2, 404: 1 },
    clients: 3,
    auth: ['basic', 'none'],
    states: [],
    risk: null,
    firstSeen: '2025-10-09T08:53:20.001Z',
  })
})
