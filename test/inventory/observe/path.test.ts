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
