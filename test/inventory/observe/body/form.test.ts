import fc from 'fast-check'
import { expect, test } from 'vitest'
import { walkForm } from '../../../../inventory/observe/body/form.ts'
import { CONTAINER } from '../../../../inventory/observe/body/tape.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
function formOf(text: string | Uint8Array, truncated = false): unknown {
  tape.reset(new Uint8Array(0))
  const found = walkForm(tape, typeof text === 'string' ? Buffer.from(text) : text, truncated)
  expect(tape.rows > 0).toBe(found)
  return found ? readTape(tape)[0] : null
}

test.each([
  ['a=1&b=two', { a: '1', b: 'two' }],
  ['a=1&a=2', { a: ['1', '2'] }],
  ['a[]=1', { 'a[]': ['1'] }],
  ['a[0]=x&a[1]=y', { 'a[]': ['x', 'y'] }],
  ['q=caf%C3%A9+au%20lait', { q: 'café au lait' }],
  ['note=one%0D%0Atwo', { note: 'one\r\ntwo' }],
  ['flag', { flag: '' }],
])('%s', (text, fields) => expect(formOf(text)).toEqual(hashed(fields)))

test.each(['', '&&', '=1', '%ff=1'])('%j has no field', (text) => expect(formOf(text)).toBeNull())

test('of a cut form the last field is left out, and the object counts as cut', () => {
  expect(formOf('a=1&b=tw', true)).toEqual(hashed({ a: '1' }))
  expect(tape.length[0]).toBe(CONTAINER.cut)
  expect(formOf('a=1', true)).toBeNull()
  formOf('a=1&b=two')
  expect(tape.length[0]).toBe(0)
})

test('with more fields than are looked at the object counts as cut', () => {
  formOf(Array.from({ length: 127 }, (_, i) => `field${i}=x`).join('&'))
  expect(tape.length[0]).toBe(0)
  formOf(Array.from({ length: 500 }, (_, i) => `field${i}=x`).join('&'))
  expect(tape.length[0]).toBe(CONTAINER.cut)
})

const name = fc.stringMatching(/^[A-Za-z_é ]{1,8}(\[[a-z]+\])?$/)
const fields = fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'grapheme' })), { selector: ([name]) => name, minLength: 1, maxLength: 8 })
test('what URLSearchParams writes is read as it was', () => {
  fc.assert(
    fc.property(fields, (pairs) => {
      expect(formOf(new URLSearchParams(pairs).toString())).toEqual(hashed(Object.fromEntries(pairs)))
    }),
  )
})

test('cut anywhere, a form holds nothing that the whole one does not', () => {
  fc.assert(
    fc.property(fields, (pairs) => {
      const text = new URLSearchParams(pairs).toString()
      const whole = hashed(Object.fromEntries(pairs)) as object
      for (let length = 0; length < text.length; length++)
        expect(whole).toMatchObject((formOf(text.slice(0, length), true) ?? {}) as object)
    }),
    { numRuns: 50 },
  )
})

test('garbage never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, truncated) => {
      formOf(bytes, truncated)
      expect(tape.rows).toBeLessThanOrEqual(2 * bytes.length + 1)
    }),
  )
})
