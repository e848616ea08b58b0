import { expect, test } from 'vitest'
import { sumOfTrees } from '../../../inventory/template/trees.ts'

const tree = { features: [0, 1, 1], thresholds: [5, 1, 2], leaves: [1, 2, 3, 4] }

test('a row goes right where it is above the threshold', () => {
  const leaf = (a: number, b: number): number => sumOfTrees([tree], Float64Array.of(a, b))
  expect([leaf(5, 1), leaf(5, 1.5), leaf(6, 2), leaf(6, 3)]).toEqual([1, 2, 3, 4])
})
test('trees add up, none is 0', () => {
  expect(sumOfTrees([tree, tree], Float64Array.of(0, 0))).toBe(2)
  expect(sumOfTrees([], Float64Array.of(0, 0))).toBe(0)
})
