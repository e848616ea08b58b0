import { expect, test } from 'vitest'
import { parseSpec } from '../../../inventory/spec/load-spec.ts'

const operations = (paths: object, more: object = {}) =>
  parseSpec(JSON.stringify({ openapi: '3.2.0', paths, ...more }), 'x.json').operations
const names = (paths: object, more: object = {}): string[] =>
  operations(paths, more).map(({ method, segments }) => `${method} /${segments.join('/')}`)

test('one for each base path; servers of a path or an operation count more', () => {
  const servers = [{ url: 'https://a/v1' }, { url: 'https://b/v2' }, { url: 'https://c/v1' }]
  expect(names({ '/x': { get: {}, put: { servers: [{ url: '/own' }] } } }, { servers })).toEqual(['GET /v1/x', 'GET /v2/x', 'PUT /own/x'])
})

test('methods beyond the usual', () =>
  expect(names({ '/x': { query: {}, additionalOperations: { COPY: {} } } })).toEqual(['QUERY /x', 'COPY /x']))

test('extensions and queries are no paths', () =>
  expect(names({ 'x-y': { get: {} }, '/a?b=c': { get: {} }, '/a/': { get: {} } })).toEqual(['GET /a', 'GET /a/']))

test('own parameters win over those of the path, whatever the case of a header', () => {
  const [operation] = operations({
    '/x': {
      parameters: [
        { in: 'header', name: 'X-A' },
        { in: 'query', name: 'q' },
      ],
      get: { parameters: [{ in: 'header', name: 'x-a', required: true, content: { 'application/json': { schema: { type: 'object' } } } }] },
    },
  })
  expect(operation?.parameters).toEqual([
    { location: 'header', name: 'x-a', required: true, deprecated: false, schema: { type: 'object' } },
    { location: 'query', name: 'q', required: false, deprecated: false, schema: {} },
  ])
})
