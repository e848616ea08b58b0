import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unescapeJson } from '../../../../inventory/observe/body/json-escapes.ts'
import { wellFormed } from '../../../support/slow-fold.ts'

/** The text between the quotes, in the middle of other bytes; null if it is refused. */
function unescaped(text: string): string | null {
  const bytes = new TextEncoder().encode(`\\"${text}\\u0041"`)
  const start = 2
  const end = bytes.length - 7
  const to = new Uint8Array(end - start)
  const length = unescapeJson(bytes, start, end, to)
  return length < 0 ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(to.subarray(0, length))
}
function reference(text: string): string | null {
  try {
    return wellFormed(JSON.parse(`"${text}"`) as string)
  } catch {
    return null
  }
}

test.each([
  ['plain', 'plain'],
  ['\\"\\\\\\/\\b\\f\\n\\r\\t', '"\\/\b\f\n\r\t'],
  ['\\u0041\\u00e9\\u20AC', 'Aé€'],
  ['\\ud83d\\ude00', '😀'],
  ['\\ud83d', '\ufffd'],
  ['\\ude00\\ud83d', '\ufffd\ufffd'],
  ['\\ud83d\\ud83d\\ude00', '\ufffd😀'],
  ['\\ud83dx', '\ufffdx'],
  ['\\u0000', '\0'],
])('%s', (text, plain) => expect(unescaped(text)).toBe(plain))

test.each(['\\', '\\x', '\\u', '\\u12', '\\u12g4', '\\u 123', '\\u:123', '\\u@abc', 'tab\there', 'line\nend', '\\u+123'])(
  '%j is refused',
  (text) => expect(unescaped(text)).toBeNull(),
)

const pieces = fc.array(
  fc.constantFrom(
    'a',
    'é',
    '😀',
    '\\',
    '\\\\',
    '\\n',
    '\\/',
    '\\u',
    '00',
    'e9',
    'd83d',
    '\\ud83d',
    '\\ude00',
    '\\uD800',
    '\u0001',
    '/',
    '\\q',
  ),
)
test('any text is read as JSON.parse reads it, or refused as it refuses it', () => {
  fc.assert(
    fc.property(pieces, (all) => {
      expect(unescaped(all.join(''))).toBe(reference(all.join('')))
    }),
    { numRuns: 2000 },
  )
})

test('what JSON.stringify writes comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
      expect(unescaped(JSON.stringify(text).slice(1, -1))).toBe(wellFormed(text))
      if (!/[\ud800-\udfff]/.test(text)) expect(unescaped(escaped)).toBe(text)
    }),
  )
})

test('garbage bytes neither throw nor grow', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(unescapeJson(bytes, 0, bytes.length, new Uint8Array(bytes.length))).toBeLessThanOrEqual(bytes.length)
    }),
  )
})
