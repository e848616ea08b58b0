import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALL_CHARACTERS, BEYOND_HEX, CHARACTER_OF, characterCount, characterMask } from '../../../../inventory/observe/body/characters.ts'
import { CHARACTER } from '../../../../inventory/observe/detect-value.ts'

const maskOf = (text: string): number => {
  const bytes = new TextEncoder().encode(`"${text}"`)
  return characterMask(bytes, 1, bytes.length - 1)
}

test('every byte sets exactly one kind', () => {
  for (const kind of CHARACTER_OF) {
    const bits = kind & ALL_CHARACTERS
    expect(bits !== 0 && (bits & (bits - 1)) === 0).toBe(true)
  }
  expect([0x7e, 0x7f, 0x80, 0xff].map((byte) => CHARACTER_OF[byte])).toEqual([
    CHARACTER.other,
    CHARACTER.control,
    CHARACTER.nonAscii,
    CHARACTER.nonAscii,
  ])
  expect(Object.values(CHARACTER).reduce((all, bit) => all | bit, 0)).toBe(ALL_CHARACTERS)
})

test.each([
  ['', 0],
  ['0189', CHARACTER.digit],
  ['azf', CHARACTER.lower | BEYOND_HEX],
  ['af', CHARACTER.lower],
  ['AF', CHARACTER.upper],
  ['G', CHARACTER.upper | BEYOND_HEX],
  ['()', CHARACTER.parenthesis],
  ['\u007f\t', CHARACTER.control],
  ['é', CHARACTER.nonAscii],
  ['`{', CHARACTER.other],
])('%j', (text, mask) => expect(maskOf(text)).toBe(mask))

test('the mask of a text is the union of the masks of its parts, and tells hexadecimal from the rest', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      if (!/[\ud800-\udbff]$/.test(a)) expect(maskOf(a + b)).toBe(maskOf(a) | maskOf(b))
      expect((maskOf(a) & BEYOND_HEX) !== 0).toBe(/[g-z]/i.test(a.replace(/[^\0-\x7f]/gu, '')))
    }),
  )
})

test('characters are code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(characterCount(bytes, 0, bytes.length, characterMask(bytes, 0, bytes.length))).toBe([...text].length)
    }),
  )
})
