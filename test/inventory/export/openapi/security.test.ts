import { expect, test } from 'vitest'
import { securityName, securityOf, securityScheme } from '../../../../inventory/export/openapi/security.ts'
import { sampleOperation } from '../../../support/sample-inventory.ts'

const of = (auth: Record<string, [number, number]>) => securityOf(sampleOperation({ operation: 'GET /a', auth }))

test('schemes', () => {
  expect(securityScheme('bearer-jwt')).toEqual({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  expect(securityScheme('cookie:sid')).toEqual({ type: 'apiKey', in: 'cookie', name: 'sid' })
  expect(securityScheme('api-key:query:key')).toEqual({ type: 'apiKey', in: 'query', name: 'key' })
  expect(securityScheme('none')).toBeNull()
  expect(securityScheme('')).toBeNull()
  expect(securityScheme('aws-sigv4')).toEqual({ type: 'apiKey', in: 'header', name: 'Authorization' })
  expect(securityName('api-key:header:x key/ü')).toMatch(/^[A-Za-z0-9._-]+$/)
})

test('what was accepted; what was tried where nothing was; nothing where nothing was seen', () => {
  expect(of({ basic: [3, 2], none: [5, 0] })).toEqual([{ basic: [] }])
  expect(of({ basic: [3, 0] })).toEqual([{ basic: [] }])
  expect(of({ none: [3, 3] })).toEqual([])
  expect(of({ basic: [1, 1], none: [1, 1] })).toEqual([{}, { basic: [] }])
  expect(of({})).toBeUndefined()
})
