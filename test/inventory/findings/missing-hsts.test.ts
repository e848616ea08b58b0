import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is silent about clear HTTP, where the header means nothing, and about one or two answers', () => {
  expect(foundIn('missing-hsts', [{ line: 'GET /a', times: 5 }])).toEqual([])
  expect(foundIn('missing-hsts', [{ line: 'GET /a', tls: true, times: 2 }])).toEqual([])
})

it('is one finding of the service', () => {
  const calls = ['GET /a', 'GET /b'].map((line) => ({ line, tls: true, times: 2 }))
  expect(foundIn('missing-hsts', calls)).toMatchObject([{ method: null, template: null, evidence: [{ n: 4 }] }])
})
