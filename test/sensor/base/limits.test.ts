import { expect, test } from 'vitest'
import { DEFAULT_LIMITS, LIMITS } from '../../../sensor/base/limits.ts'

test('every limit is a positive number with a reason and a consequence', () => {
  for (const [id, { value, why, at }] of Object.entries(LIMITS)) {
    expect(value, id).toBeGreaterThan(0)
    expect(why, id).toMatch(/^\S.*\.$/)
    expect(at, id).toMatch(/^\S.*\.$/)
  }
})

test('the defaults are those values, and cannot be changed by accident', () => {
  expect(DEFAULT_LIMITS.flows).toBe(LIMITS.flows.value)
  expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true)
})

test('a record fits into a reading chunk, so that the buffer rarely grows', () => {
  expect(DEFAULT_LIMITS.recordBytes).toBeLessThan(DEFAULT_LIMITS.readChunkBytes)
})
