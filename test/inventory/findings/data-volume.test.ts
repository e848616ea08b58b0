import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const big = { line: 'GET /orders', answer: 'x'.repeat(200_000), times: 63 }
const clients = ['10.0.0.21', '10.0.0.22', '10.0.0.23', '10.0.0.24']

it('tells how much of how much', () => {
  const calls = [big, ...clients.map((client) => ({ line: 'GET /orders', client }))]
  expect(foundIn('data-volume', calls)).toMatchObject([
    { path: 'address:10.0.0.9', evidence: [{ text: 'address:10.0.0.9 was sent 12.6 of 12.6 MB' }, {}] },
  ])
})

it('is silent where others take as much', () => {
  expect(foundIn('data-volume', [big, ...clients.map((client) => ({ ...big, client }))])).toEqual([])
})
