import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const burst = { line: 'GET /orders', times: 300, everyUs: 20_000 }

it('tells who, where and how fast', () => {
  expect(foundIn('no-rate-limit', [burst])).toMatchObject([
    { method: null, evidence: [{ text: 'address:10.0.0.9 called GET /orders 50 times a second', n: 300 }] },
  ])
})

it('is silent about slow callers, and where one answer was 429', () => {
  expect(foundIn('no-rate-limit', [{ ...burst, everyUs: 1_000_000 }])).toEqual([])
  expect(foundIn('no-rate-limit', [burst, { line: 'GET /orders', status: 429 }])).toEqual([])
})
