import { expect, test } from 'vitest'
import { viewObject } from '../../../inventory/schema/map-rule.ts'
import { learn } from '../../support/documents.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Names that are no values by themselves. */
const name = (i: number): string => `${LETTERS[i % 26]}${LETTERS[Math.floor(i / 26) % 26]}${LETTERS[Math.floor(i / 676)]}`
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
function viewOf(documents: readonly unknown[]): { names: string[]; additional: number | null } {
  const { properties, additional } = viewObject(learn(documents).objects!)
  return { names: properties.map(([name]) => name), additional: additional?.n ?? null }
}

test('a record stays one, however many names it has', () => {
  const wide = Object.fromEntries(times(50, (i) => [name(i), i]))
  expect(viewOf(times(10, () => wide))).toEqual({ names: times(50, name).sort(), additional: null })
})

test('optional properties are no keys of a map', () => {
  const documents = times(100, (i) => ({ id: i, ...(i % 3 === 0 ? { note: 'x' } : {}), ...(i % 7 === 0 ? { parent: 1 } : {}) }))
  expect(viewOf(documents)).toEqual({ names: ['id', 'note', 'parent'], additional: null })
})

test('keys that are values make a map', () => {
  expect(viewOf([{ '2024-05-06': 1, '2024-05-07': 2 }])).toEqual({ names: [], additional: 2 })
  expect(viewOf([{ total: 3, '550e8400-e29b-41d4-a716-446655440000': 1 }])).toEqual({ names: ['total'], additional: 1 })
})

test('keys that keep growing while their values stay alike make a map', () => {
  expect(viewOf(times(20, (i) => ({ [name(i)]: i })))).toEqual({ names: [], additional: 20 })
  expect(viewOf(times(20, (i) => ({ kind: 'x', [name(i)]: { count: i, open: true } })))).toEqual({ names: ['kind'], additional: 20 })
})

test('keys that grow with values of other kinds are a record with odd names', () => {
  const documents = times(20, (i) => ({ [name(i)]: i % 2 === 0 ? i : 'x' }))
  expect(viewOf(documents)).toEqual({ names: times(20, name).sort(), additional: null })
  const shapes = times(20, (i) => ({ [name(i)]: { [`of_${name(i + 30)}`]: 1 } }))
  expect(viewOf(shapes).additional).toBeNull()
})

test('too few documents, or too few keys, decide nothing', () => {
  expect(viewOf(times(4, (i) => Object.fromEntries(times(5, (k) => [name(5 * i + k), 1])))).additional).toBeNull()
  expect(viewOf(times(11, (i) => ({ [name(i)]: i }))).additional).toBeNull()
})

test('a large closed set of keys, of which each object has a few, is a map', () => {
  const documents = times(100, (i) => ({ [name(i % 40)]: 1, [name((i * 7 + 3) % 40)]: 2 }))
  expect(viewOf(documents).names).toEqual([])
  expect(viewOf(documents.slice(0, 40)).names).not.toEqual([])
})

test('rare names beside keys that are values are more of them, frequent ones are not', () => {
  const documents = times(40, (i) => ({ size: 9, [`4711${i}`]: 1, [`8150${i}`]: 1, ...(i % 10 === 0 ? { [name(i)]: 1 } : {}) }))
  expect(viewOf(documents)).toEqual({ names: ['size'], additional: 84 })
})

test('two rare names are too few to say so, and so are rare names beside hardly any value', () => {
  const rare = (names: number) => times(60, (i) => ({ [`4711${i}`]: 1, ...(i % 10 === 0 ? { [name((i / 10) % names)]: 1 } : {}) }))
  expect(viewOf(rare(2))).toEqual({ names: ['aaa', 'baa'], additional: 60 })
  expect(viewOf(rare(3))).toEqual({ names: [], additional: 66 })
  const hardly = times(60, (i) => ({ ...(i === 0 ? { 4711: 1 } : {}), [name(i % 6)]: 1 }))
  expect(viewOf(hardly)).toEqual({ names: times(6, name), additional: 1 })
})

test('looking does not change the evidence', () => {
  const node = learn(times(20, (i) => ({ [name(i)]: i })))
  const first = viewObject(node.objects!)
  expect(viewObject(node.objects!)).toEqual(first)
  expect(node.objects?.properties.size).toBe(20)
})
