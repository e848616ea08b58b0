import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const found = (auth: Record<string, number>, method = 'GET') => find('auth-optional', [service('a', operation(`${method} /x`, { auth }))])

it('fires where both ways succeed', () => {
  expect(found({ none: 2, bearer: 3 })).toMatchObject([{ evidence: [{ n: 2 }, { text: 'succeeded with bearer', n: 3 }] }])
})

it('is silent about one way only, cookies that go along, and preflights', () => {
  expect(
    [
      found({ none: 2 }),
      found({ bearer: 2 }),
      found({ none: 0, bearer: 2 }),
      found({ none: 2, 'cookie:sid': 3 }),
      found({ none: 2, bearer: 1 }, 'OPTIONS'),
    ].flat(),
  ).toEqual([])
})
