import { expect, test } from 'vitest'
import { STEADY_BODIES } from '../../../inventory/learn/attention.ts'
import { OperationLeaf } from '../../../inventory/learn/leaf.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { observe } from './build-observation.ts'

test('a leaf samples the fields of successful answers only', () => {
  const ok = observe('GET /users', { keys: ['.id', '.name'] })
  const leaf = OperationLeaf.create(ok, 'GET')
  leaf.add(ok, DEFAULT_LIMITS)
  leaf.add(observe('GET /users', { status: 500, keys: ['.error'] }), DEFAULT_LIMITS)
  expect(leaf.n).toBe(2)
  expect(leaf.keys).toHaveLength(2)
})

test('melded leaves are one', () => {
  const [a, b] = [observe('GET /users', { keys: ['.id'] }), observe('GET /users', { keys: ['.name'] })]
  const leaves = [a, b].map((each) => {
    const leaf = OperationLeaf.create(each, 'GET')
    leaf.add(each, DEFAULT_LIMITS)
    return leaf
  }) as [OperationLeaf, OperationLeaf]
  leaves[0].meld(leaves[1], DEFAULT_LIMITS)
  expect(leaves[0].n).toBe(2)
  expect(leaves[0].keys).toHaveLength(2)
})

test('bodies are known well by status: a new status is read, and calls of which one says nothing about the next', () => {
  const wanted = (kind: 'rest' | 'graphql', status: number) => {
    const ok = { ...observe('POST /users'), kind }
    const leaf = OperationLeaf.create(ok, 'POST')
    for (let body = 0; body < STEADY_BODIES; body++) leaf.add(ok, DEFAULT_LIMITS)
    return Array.from({ length: 100 }, () => leaf.wantsBodies(status)).filter(Boolean).length
  }
  expect(wanted('rest', 200)).toBeLessThan(30)
  expect(wanted('rest', 422)).toBe(100)
  expect(wanted('graphql', 200)).toBe(100)
})
