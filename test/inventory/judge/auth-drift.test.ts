import { expect, it } from 'vitest'
import { authDrift, unenforced } from '../../../inventory/judge/auth-drift.ts'
import { operation } from './build-inventory.ts'

const described = { method: 'GET', segments: ['x'], deprecated: false, sunset: null, operationId: null }
const open = operation('GET /x', { auth: { none: 3 } })

it('counts successes without a credential that each alternative asks for', () => {
  expect(unenforced(open, { ...described, security: [['token'], ['key']] }, { token: 'bearer', key: 'api-key:header:x-key' })).toBe(3)
  expect(authDrift(open, { ...described, security: [['token']] }, { token: 'bearer' })).toEqual([
    'requests without the described credentials succeed (3 requests)',
  ])
})

it('is silent where none is needed, or where it could be one that is not seen', () => {
  const schemes = { token: 'bearer', cert: 'mtls', key: 'api-key:header:x-shop-pass' }
  const keyed = operation('GET /x', { auth: { none: 3 }, parameters: { 'header:x-shop-pass': ['a'] } })
  expect(unenforced(open, { ...described, security: [] }, schemes)).toBe(0)
  expect(unenforced(open, { ...described, security: [['token'], []] }, schemes)).toBe(0)
  expect(unenforced(open, { ...described, security: [['cert']] }, schemes)).toBe(0)
  expect(unenforced(open, { ...described, security: [['unknown']] }, schemes)).toBe(0)
  expect(unenforced(keyed, { ...described, security: [['key']] }, schemes)).toBe(0)
  expect(authDrift(operation('GET /x', { auth: { bearer: 3 } }), { ...described, security: [['token']] }, schemes)).toEqual([])
})
