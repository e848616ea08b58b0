import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('knows programs that are made for it', () => {
  const calls = [{ line: 'GET /orders', headers: { 'user-agent': 'sqlmap/1.7.2#stable (https://sqlmap.org)' } }]
  expect(foundIn('scanner-seen', calls)).toMatchObject([{ path: 'agent:sqlmap/1.7', evidence: [{ n: 1 }] }])
})

it('is silent about ids that are not there any more', () => {
  const calls = [
    { line: 'GET /orders/{n}', times: 5 },
    { line: 'GET /orders/9{n}', times: 60, status: 404 },
  ]
  expect(foundIn('scanner-seen', calls)).toEqual([])
})
