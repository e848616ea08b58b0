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
