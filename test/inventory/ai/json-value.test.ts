import { expect, it } from 'vitest'
import { canonicalJson, cleanName, countAt, listAt, member, objectAt, parseJson, textAt } from '../../../inventory/ai/json-value.ts'

it('reads what is there of the right kind, and nothing of prototypes', () => {
  const value = { s: 'x', n: 3, l: [1], o: { a: 1 }, z: null }
  expect([textAt(value, 's'), countAt(value, 'n'), listAt(value, 'l'), objectAt(value, 'o')]).toEqual(['x', 3, [1], { a: 1 }])
  expect([textAt(value, 'n'), countAt(value, 's'), listAt(value, 'o'), objectAt(value, 'l'), objectAt(value, 'z')]).toEqual([
    '',
    null,
    null,
    null,
    null,
  ])
  expect([member(value, 'toString'), member(null, 'x'), member([1], '0'), countAt({ n: -1 }, 'n')]).toEqual([
    undefined,
    undefined,
    undefined,
    null,
  ])
})

it('keeps names short and free of control characters', () => {
  expect(cleanName('a\u001b[31mb\nc')).toBe('a [31mb c')
  expect(cleanName('x'.repeat(1000))).toHaveLength(256)
})

it('writes equal values as equal text', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }))
  expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}')
  expect(canonicalJson(parseJson(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).toBeNull()
})

it('takes broken JSON for nothing', () => {
  expect([parseJson('{"a":'), parseJson('')]).toEqual([undefined, undefined])
})
