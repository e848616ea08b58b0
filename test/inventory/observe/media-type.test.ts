import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../../inventory/observe/media-type.ts'
import { rawMessage } from '../../support/raw-exchange.ts'

const typeOf = (contentType: string): string => mediaTypeOf(rawMessage('request', `POST / HTTP/1.1\nContent-Type: ${contentType}\n\n`))

test.each([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  ['application/vnd.github.v3+json', 'application/vnd.github.v3+json'],
  ['multipart/form-data; boundary="x y"', 'multipart/form-data'],
  ['text/html;charset=utf-8', 'text/html'],
])('%s is %s', (contentType, type) => expect(typeOf(contentType)).toBe(type))

test.each([
  '',
  'json',
  'alice@example.org',
  'alice@example.org/x',
  'Bearer abc/def',
  '*/*',
  'a/b/c',
  'text/html, text/plain',
  `a/${'b'.repeat(200)}`,
])('%j is none, and is not kept', (contentType) => expect(typeOf(contentType)).toBe(''))

test('no message, no header: no type', () => {
  expect(mediaTypeOf(null)).toBe('')
  expect(mediaTypeOf(rawMessage('response', 'HTTP/1.1 200 OK\n\n'))).toBe('')
})
