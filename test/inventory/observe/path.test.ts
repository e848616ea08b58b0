import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePart, decodeText, normalisePath } from '../../../inventory/observe/path.ts'

test.each([
  ['', [], false],
  ['/', [], true],
  ['//', [], false],
  ['/users/7', ['users', '7'], false],
  ['/users/7/', ['users', '7'], true],
  ['//users///7//', ['users', '7'], true],
  ['/a/./b/../c', ['a', 'c'], false],
  ['/../../etc', ['etc'], false],
  ['/a/%2e%2E/%2e/b', ['b'], false],
  ['/files/a%2Fb', ['files', 'a/b'], false],
  ['/caf%C3%A9', ['café'], false],
  ['/caf\u00c3\u00a9', ['café'], false],
  ['/100%', ['100%'], false],
  ['/a%2', ['a%2'], false],
  ['/a%zz+b', ['a%zz+b'], false],
])('%j', (path, segments, trailingSlash) => expect(normalisePath(path)).toEqual({ segments, trailingSlash }))

test.each(['*', 'users', 'host:443', '/a/%00', '/a%0d%0a', '/a\u0001b', '/%7f', '/%ff', '/%C3', '/caf\u00e9', '/%ED%A0%80'])(
  '%j is no path',
  (path) => expect(normalisePath(path)).toBeNull(),
)

test('a path deeper than any API is none: trees are walked in depth', () => {
  expect(normalisePath('/a'.repeat(64))?.segments).toHaveLength(64)
  expect(normalisePath('/a'.repeat(65))).toBeNull()
  expect(normalisePath(`${'/a/..'.repeat(65)}/./${'/'.repeat(65)}b`)?.segments).toEqual(['b'])
})

test.each([
  ['/login;jsessionid=0A1B', ['login'], [['jsessionid', '0A1B']]],
  [
    '/cars/42;colour=red;year=2020/parts',
    ['cars', '42', 'parts'],
    [
      ['colour', 'red'],
      ['year', '2020'],
    ],
  ],
  ['/a;b=c%3Bd', ['a'], [['b', 'c;d']]],
])('%s has matrix parameters', (path, segments, pairs) => {
  const found = normalisePath(path)
  expect([found?.segments, found?.matrix?.map(({ name, value }) => [name, value])]).toEqual([segments, pairs])
})

test.each(['/a;b', '/;id=5', '/a;=5', '/a%3Bb=c', '/a;b=c=d', '/a;1=2'])('%s has none', (path) => {
  expect(normalisePath(path)).not.toHaveProperty('matrix')
})

test('a matrix parameter that is no text makes no path', () => expect(normalisePath('/a;b=%ff')).toBeNull())

test('a value may hold line ends, a name or a segment may not', () => {
  expect(decodeText('a%0Ab\tc')).toBe('a\nb\tc')
  expect(decodePart('a%0Ab')).toBeNull()
  expect(decodePart('a\tc')).toBeNull()
})

const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$|\p{Cc}/u.test(text)))
test('what was percent-encoded comes back', () => {
  fc.assert(
    fc.property(texts, (segments) => {
      const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
      expect(normalisePath(path)?.segments).toEqual(segments)
    }),
  )
})

test('dots are resolved as URLs resolve them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', '.', '..', '%2e', '%2E.', '...', 'c.d')), (parts) => {
      const path = `/${parts.join('/')}`
      const expected = new URL(`x://h${path}`).pathname.split('/').filter((part) => part !== '')
      expect(normalisePath(path)?.segments).toEqual(expected)
    }),
  )
})

test('any latin-1 text is a path or none, and never more text than came', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const path = `/${Buffer.from(bytes).toString('latin1')}`
      expect(normalisePath(path)?.segments.join('/').length ?? 0).toBeLessThanOrEqual(path.length)
    }),
  )
})
