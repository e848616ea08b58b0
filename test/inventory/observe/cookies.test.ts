import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSessionCookie, readSetCookie, splitCookies } from '../../../inventory/observe/cookies.ts'

test.each([
  ['a=1', [['a', '1']]],
  [
    'a=1; b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a=1;b=2;',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a="quoted"', [['a', 'quoted']]],
  ['a="', [['a', '"']]],
  ['a=""', [['a', '']]],
  ['a=b=c', [['a', 'b=c']]],
  ['a=', [['a', '']]],
  [' a = 1 ', [['a', '1']]],
  ['', []],
  ['lonely', []],
  ['lonely; b=2', [['b', '2']]],
  ['=1', []],
  ['a b=1', []],
  ['ä=1', []],
  [`${'n'.repeat(65)}=1`, []],
])('Cookie: %s', (header, pairs) => expect(splitCookies(header).map(({ name, value }) => [name, value])).toEqual(pairs))

test('cookies without end have one', () => expect(splitCookies('a=1;'.repeat(1000)).length).toBe(64))

test.each([
  ['sid=1', {}],
  ['sid=1; Secure; HttpOnly; SameSite=Lax', { secure: true, httpOnly: true, sameSite: 'lax' }],
  ['sid=1;secure;HTTPONLY;samesite = None ', { secure: true, httpOnly: true, sameSite: 'none' }],
  ['sid=1; Max-Age=0', { expired: true }],
  ['sid=1; Max-Age=-1', { expired: true }],
  ['sid=1; Max-Age=10', {}],
  ['sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', { expired: true }],
  ['sid=1; Expires=Thu, 01 Jan 2970 00:00:00 GMT; Max-Age=10', {}],
  ['sid="1"; Path=/; Domain=secure.example', {}],
])('Set-Cookie: %s', (header, flags) =>
  expect(readSetCookie(header)).toEqual({
    name: 'sid',
    value: '1',
    secure: false,
    httpOnly: false,
    sameSite: '',
    expired: false,
    ...flags,
  }),
)

test.each(['', 'sid', '; Secure', '=1', 'a b=1'])('Set-Cookie: %j sets nothing', (header) => expect(readSetCookie(header)).toBeNull())

test('a value never ends up in a flag: attributes alone do', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aecursHtpOnly=" ,') }), (value) => {
      const { value: _, name: __, ...flags } = readSetCookie(`sid=${value}`)!
      expect(flags).toEqual({ secure: false, httpOnly: false, sameSite: '', expired: false })
    }),
  )
})

test.each(['PHPSESSID', 'JSESSIONID', 'connect.sid', 'sid', 'session', 'auth', 'access_token', 'remember_me', '.ASPXAUTH', 'id_token'])(
  '%s keeps somebody logged in',
  (name) => expect(isSessionCookie(name)).toBe(true),
)
test.each(['lang', 'theme', 'csrftoken', 'XSRF-TOKEN', 'cookie_consent', '_ga', 'author', 'side', 'locale_session'])(
  '%s does not',
  (name) => expect(isSessionCookie(name)).toBe(false),
)
