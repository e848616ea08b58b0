import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmail, isIpv4, isIpv6, isUri } from '../../../inventory/schema/format-addresses.ts'

type Check = (bytes: Uint8Array, start: number, end: number) => boolean
/** Between bytes that would go on with it. */
const is = (check: Check, text: string, around = '1'): boolean => {
  const bytes = new TextEncoder().encode(around + text + around)
  return check(bytes, around.length, bytes.length - around.length)
}

test.each(['a@b.co', 'alice.b+tag@mail.example.org', "o'hara@x-y.example", `${'a'.repeat(64)}@b.co`, '1@2.3'])(
  '%s is an e-mail address',
  (text) => expect(is(isEmail, text)).toBe(true),
)
test.each([
  '',
  '@',
  'a@',
  '@b.co',
  'a@b',
  'a@b.',
  'a@.b.co',
  'a@b..co',
  'a@-b.co',
  'a@b-.co',
  'a@b@c.co',
  '.a@b.co',
  'a.@b.co',
  'a..b@c.co',
  'a b@c.co',
  'é@b.co',
  'a@b.c_o',
  `${'a'.repeat(65)}@b.co`,
  `a@${'b'.repeat(64)}.co`,
  `a@${'b.'.repeat(130)}co`,
])('%j is none', (text) => expect(is(isEmail, text)).toBe(false))

const nearIpv4 = fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.string({ unit: fc.constantFrom(...'0125.'), maxLength: 15 }))
test('IPv4 is what the resolver takes for it', () => {
  fc.assert(
    fc.property(nearIpv4, fc.constantFrom('', '1', '.'), (text, around) => is(isIpv4, text, around) === isIPv4(text)),
    { numRuns: 3000 },
  )
})

const nearIpv6 = fc.oneof(
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...'0fF:'), maxLength: 20 }),
  fc.tuple(fc.ipV6(), fc.nat(), fc.constantFrom('', ':', '::', '0', '.', 'g')).map(([text, at, put]) => {
    const cut = at % (text.length + 1)
    return text.slice(0, cut) + put + text.slice(cut)
  }),
  fc.array(fc.constantFrom(':', '::', '1', 'ab', '1.2.3.4'), { maxLength: 16 }).map((parts) => parts.join('')),
)
test('IPv6 is what the resolver takes for it', () => {
  fc.assert(
    fc.property(nearIpv6, fc.constantFrom('', '1', ':'), (text, around) => is(isIpv6, text, around) === isIPv6(text)),
    { numRuns: 5000 },
  )
})

test.each(['http://h', 'https://user@example.org:8080/a?b=%20c#d', 'postgres://db/x', 'a+b.c://x', 'http://h?x', 'http://h#x'])(
  '%s is a URI',
  (text) => expect(is(isUri, text)).toBe(true),
)
test.each([
  '',
  'http',
  'http:',
  'http:/h',
  'http://',
  'http:///a',
  '://h',
  '1http://h',
  '+a://h',
  'http://h h',
  'http://h/%2',
  'http://h/%zz',
  'http://a@b@c',
  'http://h:80x/',
  'http://:80/',
  'http://h#a#b',
  'http://é',
  'http://h/<',
  'mailto:a@b.co',
])('%j is none', (text) => expect(is(isUri, text, '')).toBe(false))

test('every URI can be parsed as a URL', () => {
  const near = fc.tuple(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.nat(),
    fc.constantFrom('', '/', ':', '@', '#', '?', '1', 'a'),
  )
  fc.assert(
    fc.property(near, ([text, at, put]) => {
      const url = text.slice(0, at % text.length) + put + text.slice(at % text.length)
      // Of a scheme that says nothing about hosts; ports have no bound in RFC 3986.
      if (is(isUri, url)) expect(url.replace(/^https?/, 'x').replace(/:\d+/, '')).toSatisfy(URL.canParse)
    }),
    { numRuns: 2000 },
  )
})
