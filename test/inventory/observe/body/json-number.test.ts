import fc from 'fast-check'
import { expect, test } from 'vitest'
import { characterMask } from '../../../../inventory/observe/body/characters.ts'
import { NUMBER_CUT, numberRead, readNumber } from '../../../../inventory/observe/body/json-number.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
/** The number at the beginning of a text that goes on, and how long it is. */
function read(text: string): [length: number, value: number] {
  const bytes = bytesOf(`9${text}`)
  const end = readNumber(bytes, 1, bytes.length)
  return end < 0 ? [end, Number.NaN] : [end - 1, numberRead.value]
}

test.each([
  ['0', 1, 0],
  ['-0', 2, -0],
  ['12,', 2, 12],
  ['-12.50]', 6, -12.5],
  ['1e3}', 3, 1000],
  ['1E-3', 4, 0.001],
  ['1.5e+10', 7, 1.5e10],
  ['123456789012345.6', 17, 123456789012345.6],
  ['0.1234567890123456789', 21, 0.12345678901234568],
  ['9007199254740993', 16, 9007199254740992],
  ['1e400', 5, Number.POSITIVE_INFINITY],
  ['0x1F', 1, 0],
  ['1 2', 1, 1],
])('%s', (text, length, value) => expect(read(text)).toEqual([length, value]))

test.each(['', '-', '1.', '-0.', '1e', '1E+', '2.5e-'])('%j is cut', (text) => expect(read(text)[0]).toBe(NUMBER_CUT))
test.each(['a', '+1', '.5', '-a', '01', '-01', '1.a', '1..2', '1e,', '1e+a', '--1', '١'])('%j is no number', (text) =>
  expect(read(text)[0]).toBe(-1),
)

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.maxSafeInteger().map(String),
  fc.tuple(fc.maxSafeNat(), fc.nat({ max: 24 })).map(([digits, scale]) => `0.${'0'.repeat(scale)}${digits}`),
  fc.tuple(fc.maxSafeNat(), fc.maxSafeNat(), fc.integer({ min: -330, max: 310 })).map(([a, b, e]) => `-${a}.${b}E${e}`),
)
test('the value is that of JSON.parse to the last bit, the mask that of the text', () => {
  fc.assert(
    fc.property(numbers, (text) => {
      expect(read(`${text},`)).toEqual([text.length, JSON.parse(text)])
      if (!/e/i.test(text)) expect(numberRead.mask).toBe(characterMask(bytesOf(text), 0, text.length))
    }),
    { numRuns: 3000 },
  )
})

test('bytes behind the end are not read', () => {
  for (const behind of ['5', '.5', 'e5', 'E']) expect(readNumber(bytesOf(`12${behind}`), 0, 2)).toBe(2)
  expect(['-5', '1.5', '1e5'].map((text) => readNumber(bytesOf(text), 0, text.length - 1))).toEqual([NUMBER_CUT, NUMBER_CUT, NUMBER_CUT])
})

test('cut anywhere, a number is a shorter one or cut, never wrong', () => {
  fc.assert(
    fc.property(numbers, (text) => {
      for (let length = 1; length < text.length; length++) {
        const [end] = read(text.slice(0, length))
        expect(end === NUMBER_CUT || end === length, text.slice(0, length)).toBe(true)
      }
    }),
  )
})

test('any text is read as JSON.parse reads it, or refused as it refuses it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123.eE+-'), maxLength: 8 }), (text) => {
      const whole = read(text)[0] === text.length && text !== ''
      let parsed = true
      try {
        JSON.parse(text)
      } catch {
        parsed = false
      }
      expect(whole).toBe(parsed)
    }),
    { numRuns: 3000 },
  )
})
