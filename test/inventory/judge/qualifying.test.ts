import { expect, it } from 'vitest'
import { countQualifying } from '../../../inventory/judge/qualifying.ts'
import { operation } from './build-inventory.ts'

it.each<[Record<number, number>, number]>([
  [{ 200: 3, 404: 9, 405: 1, 501: 1 }, 3],
  [{ 401: 4 }, 0],
  [{ 401: 4, 200: 1 }, 5],
  [{ 500: 2 }, 2],
  [{ 0: 7 }, 0],
])('%j proves it %i times', (statuses, n) => expect(countQualifying(operation('GET /x', { statuses }))).toBe(n))

it('exchanges of scanners prove nothing, and count once though they have an address and an agent', () => {
  const subject = operation('GET /x', { statuses: { 200: 9 } })
  const consumer = (key: string, n: number) => subject.consumers.set(key, { key, n, firstUs: 0, lastUs: 1 })
  consumer('address:10.0.0.66', 4).set('agent:sqlmap/1.7', { key: 'agent:sqlmap/1.7', n: 4, firstUs: 0, lastUs: 1 })
  expect(countQualifying(subject, new Set(['address:10.0.0.66', 'agent:sqlmap/1.7', 'address:10.0.0.1']))).toBe(5)
  expect(countQualifying(subject, new Set())).toBe(9)
})
