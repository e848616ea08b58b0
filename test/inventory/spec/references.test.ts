import { expect, test } from 'vitest'
import { References, referenceOf } from '../../../inventory/spec/references.ts'
import { readSpecText } from '../../../inventory/spec/spec-text.ts'

test('pointers are unescaped as RFC 6901 and RFC 3986 say', () => {
  const file = readSpecText(JSON.stringify({ 'a/b': { '~x y': [{ z: 1 }] }, r: { $ref: '#/a~1b/~0x%20y/0' } }), 'x.json')
  const references = new References(file, () => undefined)
  expect(references.follow({ file, path: ['r'], value: (file.value as { r: unknown }).r })?.value).toEqual({ z: 1 })
})

test('nothing of the prototype can be referred to', () => {
  const file = readSpecText('{"a":{"$ref":"#/constructor/prototype"}}', 'x.json')
  const said: string[] = []
  expect(new References(file, (text) => said.push(text)).follow({ file, path: ['a'], value: (file.value as { a: unknown }).a })).toBeNull()
  expect(said).toHaveLength(1)
})

test('a $ref is a text', () => {
  expect(referenceOf({ $ref: 7 })).toBeNull()
  expect(referenceOf(null)).toBeNull()
  expect(referenceOf({ $ref: '#/a' })).toBe('#/a')
})
