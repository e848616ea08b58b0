import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is silent about an answer without a body, and about metrics that are business', () => {
  expect(
    foundIn('exposed-metrics', [
      { line: 'HEAD /metrics', answer: null },
      { line: 'GET /v1/customers/metrics/sales', answer: { a: 1 } },
    ]),
  ).toEqual([])
})

it('looks at a path behind one prefix, too', () => {
  expect(foundIn('exposed-metrics', [{ line: 'GET /billing/metrics', answer: 'up 1' }])).toHaveLength(1)
})
