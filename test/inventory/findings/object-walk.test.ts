import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const walk = { line: 'GET /orders/{n}', times: 40 }
const others = ['10.0.0.21', '10.0.0.22'].map((client) => ({ line: 'GET /orders/3', client, times: 2 }))

it('names the walker and how far it got', () => {
  expect(foundIn('object-walk', [walk, ...others])).toMatchObject([
    {
      path: 'address:10.0.0.9',
      evidence: [{ text: 'address:10.0.0.9 was given about 40 different objects, 40 of them in a row', n: 40 }, {}],
    },
  ])
})

it('is silent where there is nobody to compare with, where objects were refused, and where ids are random', () => {
  expect(foundIn('object-walk', [walk])).toEqual([])
  expect(foundIn('object-walk', [...others, { ...walk, status: 403 }])).toEqual([])
  const scattered = Array.from({ length: 40 }, (_, i) => ({ line: `GET /orders/${(i * 7919) % 100_003}` }))
  expect(foundIn('object-walk', [...others, ...scattered])).toEqual([])
})

it('tells people behind one address apart by their tokens', () => {
  const as = (user: string) => ({ authorization: `Bearer opaque-${user}` })
  const calls = [{ ...walk, headers: as('eve') }, ...['ada', 'bob'].map((user) => ({ line: 'GET /orders/3', times: 2, headers: as(user) }))]
  const [found] = foundIn('object-walk', calls)
  expect(found).toMatchObject({
    path: 'subject',
    evidence: [{ text: 'one key or token was given about 40 different objects, 40 of them in a row' }, {}],
  })
})
