import { expect, test } from 'vitest'
import { workersToUse } from '../../../cli/workers/workers-to-use.ts'

const MIB = 1024 * 1024

test('what is asked for is used, if it is a number of threads', () => {
  expect(workersToUse(3, { cores: 1, inputBytes: 0 })).toBe(3)
  for (const wrong of [1.5, 33]) expect(() => workersToUse(wrong, { cores: 8, inputBytes: null })).toThrow(/number of threads/)
})

test('otherwise, cores and input decide', () => {
  expect(workersToUse(undefined, { cores: 2, inputBytes: null })).toBe(1)
  expect(workersToUse(undefined, { cores: 8, inputBytes: 100 * MIB })).toBe(1)
  expect(workersToUse(undefined, { cores: 4, inputBytes: null })).toBe(3)
  expect(workersToUse(undefined, { cores: 16, inputBytes: 1024 * MIB })).toBe(4)
})
