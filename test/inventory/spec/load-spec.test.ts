import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { loadSpec, parseSpec } from '../../../inventory/spec/load-spec.ts'
import { UserError } from '../../../sensor/base/errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-spec-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OPENAPI = `openapi: 3.0.3
info: { title: Shop, version: "2" }
servers:
  - url: https://api.shop.example/v1/
  - url: http://localhost:8080/v1
security: [{ token: [] }]
paths:
  /users/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    get:
      operationId: getUser
      tags: [users]
      deprecated: true
      x-sunset: 2027-01-01
      parameters:
        - { name: X-Trace, in: header, schema: { type: string, nullable: true } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
        4xx: { description: no }
        default: { description: other }
    put:
      security: []
      requestBody: { required: true, content: { 'application/json; charset=utf-8': { schema: { $ref: '#/components/schemas/User' } } } }
      responses: {}
  /: { get: { responses: {} } }
  /files/a%20b/{name}.json: { get: { parameters: [{ name: name, in: path, required: true }], responses: {} } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: integer, minimum: 0, exclusiveMinimum: true } }
  schemas:
    User:
      type: object
      description: prose is left out
      required: [id]
      properties:
        id: { type: integer }
        friend: { $ref: '#/components/schemas/User' }
  securitySchemes:
    token: { type: http, scheme: bearer, bearerFormat: JWT }
    key: { type: apiKey, in: header, name: X-Api-Key }
`

test('an OpenAPI 3.0 document in YAML', () => {
  const spec = parseSpec(OPENAPI, 'specs/shop.yaml')
  expect(spec).toMatchObject({
    source: 'shop.yaml',
    format: 'openapi 3.0.3',
    title: 'Shop',
    version: '2',
    basePaths: ['/v1'],
    warnings: [],
  })
  expect(spec.hosts).toEqual(['api.shop.example', 'localhost:8080'])
  expect(spec.securitySchemes).toEqual({ token: 'bearer-jwt', key: 'api-key:header:x-api-key' })
  expect(spec.operations.map(({ method, segments, line }) => `${line} ${method} /${segments.join('/')}`)).toEqual([
    '11 GET /v1/users/{id}',
    '22 PUT /v1/users/{id}',
    '26 GET /v1',
    '27 GET /v1/files/a b/{name}.json',
  ])
  const [get, put] = spec.operations
  expect(get).toMatchObject({ operationId: 'getUser', tags: ['users'], deprecated: true, sunset: '2027-01-01', security: [['token']] })
  expect(get?.parameters).toEqual([
    { location: 'path', name: 'id', required: true, deprecated: false, schema: { type: 'integer', exclusiveMinimum: 0 } },
    { location: 'header', name: 'x-trace', required: false, deprecated: false, schema: { type: ['string', 'null'] } },
  ])
  expect(get?.responses.map(({ status }) => status)).toEqual(['200', '4XX', 'default'])
  expect(get?.responses[0]?.content).toEqual({ 'application/json': { $ref: '#/schemas/User' } })
  expect(put).toMatchObject({ security: [], requestBody: { required: true, content: { 'application/json': { $ref: '#/schemas/User' } } } })
  expect(spec.schemas).toEqual({
    User: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, friend: { $ref: '#/schemas/User' } } },
  })
})

test('JSON says the same as YAML, and is kept as JSON', () => {
  const json = JSON.stringify(
    { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/a': { get: { responses: {} } } } },
    null,
    2,
  )
  const spec = parseSpec(json, 'a.json')
  expect(spec.operations).toMatchObject([{ method: 'GET', segments: ['a'], line: 9 }])
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
})

test('Swagger 2.0', () => {
  const spec = parseSpec(
    JSON.stringify({
      swagger: '2.0',
      host: 'Api.Example:443',
      basePath: '/v2',
      schemes: ['https', 'http'],
      consumes: ['application/xml'],
      securityDefinitions: { b: { type: 'basic' } },
      definitions: { Pet: { type: 'object', properties: { name: { type: 'string', 'x-nullable': true } } } },
      paths: {
        '/pets': {
          post: {
            parameters: [{ in: 'body', name: 'pet', required: true, schema: { $ref: '#/definitions/Pet' } }],
            responses: { 200: { schema: { type: 'array', items: { $ref: '#/definitions/Pet' } } } },
          },
          put: {
            consumes: ['multipart/form-data'],
            parameters: [
              { in: 'formData', name: 'photo', type: 'file', required: true },
              { in: 'query', name: 'q', type: 'integer' },
            ],
            responses: {},
          },
        },
      },
    }),
    'pets.json',
  )
  expect(spec).toMatchObject({
    format: 'swagger 2.0',
    hosts: ['api.example', 'api.example:443'],
    basePaths: ['/v2'],
    securitySchemes: { b: 'basic' },
  })
  const [put, post] = spec.operations
  expect(post).toMatchObject({
    requestBody: { required: true, content: { 'application/xml': { $ref: '#/schemas/Pet' } } },
    responses: [{ status: '200', content: { 'application/json': { type: 'array', items: { $ref: '#/schemas/Pet' } } } }],
  })
  expect(put).toMatchObject({
    requestBody: { required: true, content: { 'multipart/form-data': { required: ['photo'] } } },
    parameters: [{ name: 'q', schema: { type: 'integer' } }],
  })
  expect(spec.schemas['Pet']).toEqual({ type: 'object', properties: { name: { type: ['string', 'null'] } } })
})

test('files beside it are read, the network is not', () => {
  writeFileSync(join(folder, 'parts.yaml'), 'User: { type: object, properties: { boss: { $ref: "#/User" } } }\n')
  writeFileSync(
    join(folder, 'api.yaml'),
    'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        "200":\n          content:\n            application/json: { schema: { $ref: parts.yaml#/User } }\n        "201": { $ref: "https://elsewhere.example/x.yaml" }\n        "202": { $ref: "missing.yaml#/A" }\n        "203": { $ref: "#/nowhere" }\n',
  )
  const spec = loadSpec(join(folder, 'api.yaml'))
  expect(spec.schemas).toEqual({ User: { type: 'object', properties: { boss: { $ref: '#/schemas/User' } } } })
  expect(spec.warnings).toEqual([
    'line 9: "https://elsewhere.example/x.yaml" was not fetched: nothing is read from the network',
    'line 10: "missing.yaml" cannot be read',
    'line 11: "#/nowhere" does not exist',
  ])
})

describe('what cannot be used is refused with line and reason', () => {
  test.each([
    ['openapi: 3.0.0\npaths: {}\n  bad: [1', /^x\.yaml:3: /],
    ['{"openapi": "3.0.0", "paths": {', /^x\.yaml:1: /],
    ['hello', /^x\.yaml:1: this is no API description$/],
    ['', /^x\.yaml:1: this is no API description$/],
    ['[1, 2]', /^x\.yaml:1: this is no API description$/],
    ['title: x', /^x\.yaml:1: neither "openapi" nor "swagger" says what this is$/],
    ['info: {}\nopenapi: 4.0.0', /^x\.yaml:2: version 4.0.0 is not known$/],
    ['swagger: "1.2"', /^x\.yaml:1: version 1.2 is not known$/],
    ['openapi: 3.1.0\npaths:\n  - a', /^x\.yaml:2: "paths" must be an object$/],
  ])('%j', (text, message) => {
    expect(() => parseSpec(text, 'x.yaml')).toThrow(UserError)
    expect(() => parseSpec(text, 'x.yaml')).toThrow(message)
  })

  test('no such file, a folder', () => {
    expect(() => loadSpec(join(folder, 'none.yaml'))).toThrow(/none.yaml: no such file/)
    expect(() => loadSpec(folder)).toThrow(/is a folder/)
  })
})

test('what is odd but harmless is a warning with its line', () => {
  const spec = parseSpec(
    'openapi: 3.1.0\npaths:\n  a:\n    get: { operationId: x, responses: {} }\n  /b/{c}:\n    get: { operationId: x, parameters: [{ in: path }], responses: {} }\n    put: 7\n  /d: []\n',
    'x.yaml',
  )
  expect(spec.warnings).toEqual([
    'line 3: the path a does not begin with a slash',
    'line 6: a parameter needs "name" and "in"',
    'line 6: the parameter {c} of /b/{c} is not declared',
    'line 6: the operationId x occurs twice',
    'line 7: the operation PUT /b/{c} is not an object',
    'line 8: the path item /d is not an object',
  ])
  expect(spec.operations).toHaveLength(2)
})

test('circles end', () => {
  const spec = parseSpec('openapi: 3.1.0\npaths:\n  /a: { $ref: "#/paths/~1b" }\n  /b: { $ref: "#/paths/~1a" }\n', 'x.yaml')
  expect(spec.operations).toEqual([])
  expect(spec.warnings).toHaveLength(2)
  const bomb = `openapi: 3.1.0\na: &a [1,1,1,1,1,1,1,1,1]\n${Array.from(
    { length: 12 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(`*${i === 0 ? 'a' : `a${i - 1}`}`)
        .join(',')}]`,
  ).join('\n')}\npaths: {}\n`
  expect(() => parseSpec(bomb, 'x.yaml')).toThrow(UserError)
})

test('anything at all is a document or a UserError', () => {
  const words = fc.constantFrom(
    'openapi',
    'paths',
    '/a',
    'get',
    'parameters',
    'name',
    'in',
    '$ref',
    '#/paths/~1a',
    'path',
    'responses',
    '200',
    'content',
    'schema',
    'servers',
    'url',
    'requestBody',
    'components',
    'security',
    'additionalOperations',
    'properties',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      words,
      fc.constantFrom(null, true, 1),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(words, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(
      fc.dictionary(words, value, { maxKeys: 6 }),
      fc.constantFrom({ openapi: '3.0.1' }, { swagger: '2.0' }, { openapi: '3.1.0' }),
      (body, version) => {
        try {
          parseSpec(JSON.stringify({ ...body, ...version }), 'x.json')
        } catch (error) {
          expect(error).toBeInstanceOf(UserError)
        }
      },
    ),
    { numRuns: 500 },
  )
})
