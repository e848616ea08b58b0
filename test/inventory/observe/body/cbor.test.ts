import { encode } from 'cbor2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { walkCbor } from '../../../../inventory/observe/body/cbor.ts'
import { wellFormed } from '../../../support/slow-fold.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
function valuesIn(...parts: Uint8Array[]): unknown[] {
  tape.reset(new Uint8Array(0))
  const found = walkCbor(tape, Buffer.concat(parts))
  expect(found).toBe(tape.rows > 0)
  return readTape(tape)
}
const hex = (text: string): Uint8Array => Buffer.from(text, 'hex')

test('values are read as an encoder wrote them, one behind the other', () => {
  const values = [{ id: 7, tags: ['a', 'b'], none: null, yes: true, half: 0.5 }, 'text', [1, -2]]
  expect(valuesIn(...values.map((value) => encode(value)))).toEqual(values.map(hashed))
})

// RFC 8949, appendix A, and what lies beside it.
test.each([
  ['c074323031332d30332d32315432303a30343a30305a', '2013-03-21T20:04:00Z'],
  ['c11a514b67b0', 1363896240],
  ['c249010000000000000000', 2 ** 64],
  ['c349010000000000000000', -(2 ** 64)],
  ['d9d9f7a1616101', { a: 1 }],
  ['d8184401020304', ''],
  ['d82363282b5b', '(+['],
  ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ['7f657374726561646d696e67ff', 'streaming'],
  ['a101626f6e', { 1: 'on' }],
  ['a2616101816162f5', { a: 1 }],
])('%s', (bytes, value) => expect(valuesIn(hex(bytes))).toEqual([hashed(value)]))

test('a name that every object has does no harm', () => {
  valuesIn(Buffer.concat([hex('a169'), Buffer.from('__proto__'), hex('a16870'), Buffer.from('olluted'), hex('01')]))
  expect(Object.prototype).not.toHaveProperty('polluted')
})

test('lengths that are not there, endless nesting and cuts cost what is behind them only', () => {
  const claims = ['9bffffffffffffffff', '9a7fffffff00', 'ba7fffffff00', '5bffffffffffffffff', '7a7fffffff61', '81'.repeat(9000)]
  for (const claim of [...claims, 'd818'.repeat(9000), '1c', 'ff', 'a1']) {
    expect(valuesIn(hex(claim))).toEqual([])
    expect(valuesIn(encode({ a: 1 }), hex(claim))).toEqual([{ a: 1 }])
  }
})

test('many values are bounded, and a large body is not looked at', () => {
  valuesIn(hex('00'.repeat(20_000)))
  expect(tape.rows).toBeLessThanOrEqual(tape.limits.decodedRows)
  valuesIn(hex(`9a00004e20${'00'.repeat(20_000)}`))
  expect(tape.rows).toBeLessThanOrEqual(tape.limits.decodedRows)
  expect(walkCbor(tape, new Uint8Array(300_000))).toBe(false)
})

test('cut anywhere, only what came whole counts', () => {
  const whole = [
    { id: 1, name: 'x' },
    { id: 2, name: 'y' },
  ].map((value) => encode(value))
  const bytes = Buffer.concat(whole)
  for (let length = 0; length < bytes.length; length++)
    expect(valuesIn(bytes.subarray(0, length)).length).toBe(length < (whole[0]?.length ?? 0) ? 0 : 1)
})

test('JSON in CBOR is the same JSON; any bytes are CBOR or not', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
      const plain: unknown = JSON.parse(wellFormed(JSON.stringify(value)))
      expect(valuesIn(encode(plain))).toEqual([hashed(plain)])
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void valuesIn(bytes)))
})
