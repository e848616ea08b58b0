import { expect, test } from 'vitest'
import { authSchemeOf } from '../../../inventory/spec/security-schemes.ts'

test.each([
  [{ type: 'http', scheme: 'Basic' }, 'basic'],
  [{ type: 'http', scheme: 'bearer' }, 'bearer'],
  [{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer-jwt'],
  [{ type: 'apiKey', in: 'header', name: 'X-Key' }, 'api-key:header:x-key'],
  [{ type: 'apiKey', in: 'query', name: 'Key' }, 'api-key:query:Key'],
  [{ type: 'apiKey', in: 'cookie', name: 'sid' }, 'cookie:sid'],
  [{ type: 'oauth2' }, 'bearer'],
  [{ type: 'basic' }, 'basic'],
  [{ type: 'other' }, null],
  ['text', null],
])('%j', (scheme, expected) => expect(authSchemeOf(scheme)).toBe(expected))
