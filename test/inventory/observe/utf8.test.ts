import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyAscii, utf8Reader } from '../../../inventory/observe/utf8.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a short text in ASCII is copied as its bytes, and no other', () => {
  const into = new Uint8Array(64)
  const text = fc.oneof(fc.string({ maxLength: 70 }), fc.string({ unit: 'binary', maxLength: 70 }))
  fc.assert(
    fc.property(text, (text) => {
      const bytes = bytesOf(text)
      const copied = copyAscii(text, into)
      expect(copied).toBe(text.length <= 64 && bytes.length === text.length ? text.length : -1)
      if (copied >= 0) expect(into.slice(0, copied)).toEqual(bytes)
    }),
  )
})

test('a reader gives the UTF-8 of any text, also while another reads', () => {
  const [outer, inner] = [utf8Reader(), utf8Reader()]
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom('a'.repeat(5000), 'ü'.repeat(1000), 'ü'.repeat(2000)),
  )
  fc.assert(
    fc.property(text, text, (one, other) => {
      outer(one, (bytes, end) => {
        inner(other, (innerBytes, innerEnd) => expect(innerBytes.slice(0, innerEnd)).toEqual(bytesOf(other)))
        expect(bytes.slice(0, end)).toEqual(bytesOf(one))
      })
    }),
  )
})
