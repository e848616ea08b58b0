import { expect, it } from 'vitest'
import { catchAllOperations } from '../../../inventory/judge/catch-all.ts'
import type { Operation } from '../../../inventory/model.ts'
import { operation, service } from './build-inventory.ts'

const alike = (n: number, answer: unknown = { page: 'welcome' }): Operation[] =>
  Array.from({ length: n }, (_, i) => operation(`GET /${'abcdefgh'[i]}`, { responses: [answer] }))
const count = (unknown: Operation[], ...others: Operation[]): number =>
  catchAllOperations(service('a', ...unknown, ...others), unknown).size

it('many paths with one answer, from a host that never says 404', () => {
  expect(count(alike(6))).toBe(6)
})

it('not a few, not different answers, and not a host that knows what it has', () => {
  expect(count(alike(4))).toBe(0)
  expect(count([...alike(3), ...alike(6, { other: 1 }).slice(3)])).toBe(0)
  expect(count(alike(6), operation('GET /x', { statuses: { 404: 1 }, tier: 'probe' }))).toBe(0)
})
