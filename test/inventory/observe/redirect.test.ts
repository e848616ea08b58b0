import { expect, test } from 'vitest'
import { leadsToLogin } from '../../../inventory/observe/redirect.ts'

test.each([
  '/login',
  '/account/sign-in?x=1',
  '/SignIn/',
  'https://sso.example.com/start',
  'https://login.example.com/',
  'https://idp.example.com/oauth2/authorize?client_id=1',
  '/saml2/acs',
  '/error',
  '/errors/403.html',
  '/en/forbidden',
  '/home?return_to=%2Forders',
  '/?next=/orders',
  'https://user:pw@auth.example.com',
  'HTTPS://Login@auth.example.com/',
  '?next=/orders',
  '/LOGIN',
])('%s turns away', (location) => expect(leadsToLogin(location)).toBe(true))

test.each([
  '',
  '/',
  '/orders/7',
  '/orders/7/',
  'https://api.example.com/v2/users?page=2',
  '/blogs/logging-in-python',
  '/authors/7',
  '/catalogue',
  '/terrors',
  '/search?q=login',
  '/files/4040',
  '/orders?nextPage=2',
])('%j leads on', (location) => expect(leadsToLogin(location)).toBe(false))

test('a location without end is looked through at once', () => {
  const started = Date.now()
  leadsToLogin(`/${'-/._'.repeat(50_000)}?${'next'.repeat(50_000)}`)
  expect(Date.now() - started).toBeLessThan(1000)
})
