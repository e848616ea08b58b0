import { expect, it } from 'vitest'
import { see } from '../../../inventory/learn/see.ts'

it('widens the times and adds the count, whatever the order', () => {
  const seen = { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY }
  see(seen, 5, 9)
  see(seen, 2, 6, 3)
  expect(seen).toEqual({ n: 4, firstUs: 2, lastUs: 9 })
})
