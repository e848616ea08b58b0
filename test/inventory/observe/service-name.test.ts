import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseHost, splitTarget } from '../../../inventory/observe/service-name.ts'

test.each([
  ['api.example.com', 'api.example.com'],
  ['Api.Example.com.:080', 'api.example.com:80'],
  [' api.example.com ', 'api.example.com'],
  ['api.example.com:', 'api.example.com'],
  ['api.example.com:8443', 'api.example.com:8443'],
  ['my_service', 'my_service'],
  ['10.0.0.1:80', '10.0.0.1:80'],
  ['[::1]', '[::1]'],
  ['[2001:DB8::1]:8080', '[2001:db8::1]:8080'],
])('%j is %j', (text, host) => expect(normaliseHost(text)).toBe(host))

test.each([
  '',
  '.',
  'a..b',
  '-a.example',
  'a.example-',
  'a b',
  'a/b',
  'user@host',
  'host:0',
  'host:65536',
  'host:http',
  'host:1:2',
  '[::1',
  '[::1]x',
  '[zz]',
  '::1',
  'é.example',
  'x'.repeat(64),
  `${'a.'.repeat(127)}a`,
  '<script>',
])('%j names no host', (text) => expect(normaliseHost(text)).toBe(''))

test('normalising twice changes nothing, and garbage gives a plain name or none', () => {
  const near = fc.string({ unit: fc.constantFrom(...'aZ0.-_:[]@/ \t%é'), maxLength: 12 })
  fc.assert(
    fc.property(fc.oneof(near, fc.domain(), fc.string({ unit: 'binary' })), (text) => {
      const host = normaliseHost(text)
      expect(host).toMatch(/^[a-z0-9._:[\]%-]*$/)
      expect(normaliseHost(host)).toBe(host)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['GET', '/a?b=1#c', ['', '', '/a', 'b=1']],
  ['GET', '/a?b=c?d', ['', '', '/a', 'b=c?d']],
  ['GET', '/a#b?c', ['', '', '/a', '']],
  ['GET', 'http://user:pw@h.example:81/a?b', ['http', 'h.example:81', '/a', 'b']],
  ['GET', 'HTTPS://h.example/a', ['https', 'h.example', '/a', '']],
  ['GET', 'wss://h.example/a', ['https', 'h.example', '/a', '']],
  ['GET', 'http://h.example', ['http', 'h.example', '/', '']],
  ['GET', 'http://h.example?a=1', ['http', 'h.example', '/', 'a=1']],
  ['OPTIONS', 'http://h.example', ['http', 'h.example', '*', '']],
  ['OPTIONS', '*', ['', '', '*', '']],
  ['CONNECT', 'h.example:443', ['', 'h.example:443', '', '']],
  ['GET', '/redirect/http://h.example/', ['', '', '/redirect/http://h.example/', '']],
  ['GET', '', ['', '', '', '']],
])('%s %s', (method, target, [scheme, authority, path, query]) =>
  expect(splitTarget(target, method)).toEqual({ scheme, authority, path, query }),
)

test('absolute targets fall apart as URLs do', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] }), (url) => {
      const { protocol, host, pathname, search } = new URL(url)
      const { scheme, authority, path, query } = splitTarget(url, 'GET')
      expect([`${scheme}:`, normaliseHost(authority)]).toEqual([protocol, host])
      expect(new URL(`http://h${path}`).pathname).toBe(pathname)
      expect(new URL(`http://h?${query}`).search).toBe(search)
    }),
  )
})
