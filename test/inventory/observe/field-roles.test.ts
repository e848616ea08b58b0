import { expect, test } from 'vitest'
import { ROLE, rolesIn, rolesOf } from '../../../inventory/observe/field-roles.ts'
import { rawMessage } from '../../support/raw-exchange.ts'

const namesOf = (roles: number): string[] => Object.entries(ROLE).flatMap(([name, bit]) => ((roles & bit) === 0 ? [] : [name]))

test.each([
  ['accept', []],
  ['x-tenant', ['parameter']],
  ['authorization', ['credential']],
  ['x-api-key', ['credential']],
  // a signature changes with every request, and is shown as a parameter, too
  ['x-hub-signature-256', ['parameter', 'credential']],
  ['cookie', ['cookie']],
  ['set-cookie', ['setCookie']],
  ['mcp-session-id', ['protocol']],
  ['x-http-method', ['override']],
  ['x-powered-by', ['telling']],
  ['access-control-allow-origin', ['origin']],
  // an account number is no name
  ['x-DE89370400440532013000', []],
])('%s', (name, roles) => expect(namesOf(rolesOf(name))).toEqual(roles))

test('a message has the roles of all of its fields; no message has none', () => {
  const request = rawMessage('request', 'GET / HTTP/1.1\nHost: a.example\nCookie: a=1\nX-Tenant: shop\n\n')
  expect(namesOf(rolesIn(request))).toEqual(['parameter', 'cookie'])
  expect(rolesIn(null)).toBe(0)
})
