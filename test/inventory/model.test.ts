import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operationKey, renderTemplate, type TemplateSegment, withoutNames } from '../../inventory/model.ts'

const literal = (text: string): TemplateSegment => ({ kind: 'literal', text })
const parameter = (name: string, prefix = '', suffix = ''): TemplateSegment => ({ kind: 'parameter', name, prefix, suffix, reasons: [] })

test('a template is written as OpenAPI writes it', () => {
  expect(renderTemplate([])).toBe('/')
  expect(renderTemplate([literal('users'), parameter('userId'), literal('orders')])).toBe('/users/{userId}/orders')
  expect(renderTemplate([literal('files'), parameter('name', 'v', '.json')])).toBe('/files/v{name}.json')
})

test('names of parameters take no part in identity, everything else does', () => {
  const key = operationKey('GET', [literal('users'), parameter('userId')])
  expect(key).toBe('GET /users/{}')
  expect(operationKey('GET', [literal('users'), parameter('id')])).toBe(key)
  const others = [
    operationKey('PUT', [literal('users'), parameter('userId')]),
    operationKey('GET', [literal('users'), parameter('userId', 'u-')]),
    operationKey('GET', [literal('users'), parameter('userId', '', '.json')]),
    operationKey('GET', [literal('users'), literal('userId')]),
    operationKey('GET', [literal('users')]),
    operationKey('GET', []),
  ]
  expect(new Set([key, ...others]).size).toBe(others.length + 1)
})

test('there is a slash for each segment', () => {
  const segments = fc.array(
    fc.oneof(
      fc.stringMatching(/^[a-z]{1,5}$/).map(literal),
      fc.stringMatching(/^[a-z]{1,5}$/).map((name) => parameter(name)),
    ),
  )
  fc.assert(
    fc.property(segments, (all) => {
      const parts = renderTemplate(all).split('/').slice(1)
      expect(parts).toEqual(all.length === 0 ? [''] : all.map((each) => (each.kind === 'literal' ? each.text : `{${each.name}}`)))
    }),
  )
})

test('without its names a template is what its key holds', () => {
  expect(withoutNames('GET /users/{userId}/orders/{id}.json')).toBe('GET /users/{}/orders/{}.json')
})
