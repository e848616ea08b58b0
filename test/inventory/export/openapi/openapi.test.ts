import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ExportOptions } from '../../../../inventory/export/exporter.ts'
import { openapi } from '../../../../inventory/export/openapi/openapi.ts'
import type { Inventory } from '../../../../inventory/model.ts'
import { lintOpenapi } from '../../../support/lint-openapi.ts'
import { type SampleOperation, sampleInventory } from '../../../support/sample-inventory.ts'

const write = (inventory: Inventory, options: ExportOptions = {}): string =>
  [...openapi.write({ inventory, verdicts: null, options })].join('')

const order = { id: 1, total: 9.5, customer: { id: 'c1', email: 'a@b.example' }, lines: [{ sku: 'x', count: 2 }] }
const SHOP: SampleOperation[] = [
  {
    operation: 'GET /orders',
    parameters: { 'query page': ['1', '2'], 'header x-trace': ['a'], 'header accept': ['x'], 'cookie theme': ['dark'] },
    responses: { 200: [[order, order]], 401: [{ error: 'no', code: 1 }] },
    auth: { 'bearer-jwt': [3, 3], none: [1, 0] },
  },
  {
    operation: 'GET /orders/{orderId}',
    responses: { 200: [order], 404: [{ error: 'none', code: 2 }] },
    auth: { 'api-key:header:x-api-key': [2, 2], 'cookie:sid': [1, 1] },
  },
  { operation: 'DELETE /orders/{id}', statuses: { 204: 3 } },
  { operation: 'POST /orders', requests: [order], responses: { 201: [order] }, auth: { basic: [1, 1], none: [1, 1] } },
]
/** Everything that is odd about paths and names. */
const ODD: SampleOperation[] = [
  { operation: 'GET /' },
  { operation: 'GET /a//b' },
  { operation: 'GET /a/b/' },
  { operation: 'GET /a/{x}/b/{x}' },
  { operation: 'GET /a/{x}/c' },
  { operation: 'GET /{y}/b/c' },
  { operation: 'GET /files/{name}.json' },
  { operation: 'GET /files/{name}' },
  { operation: 'POST /jobs/{id}:cancel' },
  { operation: 'GET /größe/50%/a b?' },
  { operation: 'GET /we}ird' },
  { operation: 'GET /p/{}' },
  { operation: 'PROPFIND /dav/{path}' },
  { operation: 'GET /get/users' },
  { operation: 'GET /get-users' },
  { operation: 'GET /getUsers', tier: 'one-sided', statuses: {} },
  { operation: 'GET /odd/status', statuses: { 999: 1, 0: 1 } },
  { operation: 'GET /only-guarded', tier: 'guarded', statuses: { 401: 2 } },
  { operation: 'GET /only-probed', tier: 'probe', statuses: { 404: 2 } },
  { operation: 'GET /text', mediaType: 'text/plain; charset=x', responses: { 200: ['hello'] } },
  { operation: 'GET /no-type', mediaType: '', responses: { 200: ['hello'] } },
  { operation: 'GET /mixed', responses: { 200: [1, 'a', null, { a: 1, b: 2 }, [1]] } },
  { operation: 'GET /auth/odd', auth: { 'aws-sigv4': [1, 1], 'api-key:query:key': [1, 1], digest: [1, 0], mtls: [1, 1] } },
]

/** Parameters that are a part of a segment, beside such as are all of it. */
const INSIDE: SampleOperation[] = [
  { operation: 'GET /accounts/{sid}', parameters: { 'path sid': ['AC1'] } },
  { operation: 'GET /accounts/{sid}.json', parameters: { 'path sid': ['AC1'], 'matrix colour': ['red'] } },
  { operation: 'POST /accounts/{sid}:cancel', parameters: { 'path sid': ['AC1'] } },
  { operation: 'GET /Orders({id})/Lines({id2})', parameters: { 'path id': ['1'], 'path id2': ['2'] } },
]

describe.each(['3.1', '3.0'] as const)('OpenAPI %s', (version) => {
  test.each(['yaml', 'json'] as const)('passes the rules of the specification (%s)', async (syntax) => {
    for (const clean of [true, false]) {
      const text = write(sampleInventory({ 'shop.example': [...SHOP, ...ODD, ...INSIDE] }), { openapi: version, syntax, clean })
      expect(await lintOpenapi(text)).toEqual([])
    }
  })

  test('several services in one document pass too, with equal paths kept apart', async () => {
    const text = write(sampleInventory({ 'a.example': SHOP, 'b.example': [...SHOP, ...ODD], '10.0.0.7:8080': SHOP }), { openapi: version })
    expect(await lintOpenapi(text)).toEqual([])
    const paths = Object.keys((parse(text) as { paths: object }).paths)
    expect(paths.filter((path) => path.startsWith('/orders#')).sort()).toEqual(['/orders#a.example', '/orders#b.example'])
  })

  test('an inventory with nothing in it is a document too', async () => {
    expect(await lintOpenapi(write(sampleInventory({ 'a.example': [] }), { openapi: version }))).toEqual([])
    expect(await lintOpenapi(write(sampleInventory({}), { openapi: version }))).toEqual([])
  })
})

test('a parameter stands where it is in the path', () => {
  const { paths } = parse(write(sampleInventory({ 'shop.example': INSIDE })))
  expect(Object.keys(paths)).toEqual(['/Orders({id})/Lines({id2})', '/accounts/{sid}', '/accounts/{sid}.json', '/accounts/{sid}:cancel'])
  expect(paths['/accounts/{sid}.json'].get.parameters).toMatchObject([{ name: 'sid', in: 'path', required: true }])
})

test('YAML and JSON say the same', () => {
  const inventory = sampleInventory({ 'shop.example': [...SHOP, ...ODD] })
  expect(parse(write(inventory))).toEqual(JSON.parse(write(inventory, { syntax: 'json' })))
})

test('equal schemas are shared under a name that their places suggest, and nothing is lost', () => {
  const document = parse(write(sampleInventory({ 'shop.example': SHOP }), { clean: true }))
  expect(Object.keys(document.components.schemas)).toEqual(['Customer', 'Error', 'Line', 'Order'])
  expect(document.components.schemas.Order.properties.customer).toEqual({ $ref: '#/components/schemas/Customer' })
  expect(document.paths['/orders/{id}'].get.responses['200'].content['application/json'].schema).toEqual({
    $ref: '#/components/schemas/Order',
  })
})

test('one path has one set of parameter names: those of its busiest operation', () => {
  const document = parse(write(sampleInventory({ 'shop.example': SHOP })))
  expect(Object.keys(document.paths)).toEqual(['/orders', '/orders/{id}'])
  expect(document.paths['/orders/{id}'].get.parameters[0]).toMatchObject({ name: 'id', in: 'path', required: true })
})

test('security says what was accepted', () => {
  const document = parse(write(sampleInventory({ 'shop.example': SHOP })))
  expect(document.paths['/orders'].get.security).toEqual([{ 'bearer-jwt': [] }])
  expect(document.paths['/orders'].post.security).toEqual([{}, { basic: [] }])
  expect(document.components.securitySchemes['api-key_header_x-api-key']).toEqual({ type: 'apiKey', in: 'header', name: 'x-api-key' })
})

test('probes and refused tries are no operations', () => {
  const paths = Object.keys(parse(write(sampleInventory({ 'shop.example': ODD }))).paths)
  expect(paths).not.toContain('/only-guarded')
  expect(paths).not.toContain('/only-probed')
})

test('clean leaves every trace of evidence out', () => {
  const inventory = sampleInventory({ 'shop.example': [...SHOP, ...ODD.filter(({ operation }) => !operation.startsWith('PROPFIND'))] })
  expect(write(inventory, { clean: true })).not.toContain('x-earshot')
  expect(write(inventory)).toContain('x-earshot')
})

test('files(): one for each service, with names that every file system takes', async () => {
  const input = { inventory: sampleInventory({ 'a.example': SHOP, '[::1]:8080': SHOP, '..': [] }), verdicts: null, options: {} }
  const files = [...(openapi.files?.(input) ?? [])].map(({ name, text }) => ({ name, text: [...text].join('') }))
  expect(files.map(({ name }) => name).sort()).toEqual(['_.yaml', '_1_8080.yaml', 'a.example.yaml'])
  for (const { text } of files) expect(await lintOpenapi(text)).toEqual([])
})
