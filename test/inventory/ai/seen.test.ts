import { expect, it } from 'vitest'
import { emptySeen, mergeSeen, see } from '../../../inventory/ai/seen.ts'

it('holds first, last and count, in any order', () => {
  const [a, b] = [emptySeen(), emptySeen()]
  see(a, 5, 6)
  see(a, 1, 2)
  see(b, 9, 9)
  const [ab, ba] = [emptySeen(), emptySeen()]
  for (const each of [a, b, emptySeen()]) mergeSeen(ab, each)
  for (const each of [b, a]) mergeSeen(ba, each)
  expect(ab).toEqual({ n: 3, firstUs: 1, lastUs: 9 })
  expect(ba).toEqual(ab)
})
