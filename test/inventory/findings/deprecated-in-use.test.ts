import { expect, it } from 'vitest'
import { operation, service, spec } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const specs = [spec('Shop', ['a'], ['GET /x', 'GET /old deprecated'])]

it('fires on a call of what is marked as deprecated', () => {
  expect(find('deprecated-in-use', [service('a', operation('GET /old'))], { specs })).toHaveLength(1)
})

it('is silent where nobody gets an answer', () => {
  expect(
    find('deprecated-in-use', [service('a', operation('GET /old', { statuses: { 404: 3 }, tier: 'probe' }), operation('GET /x'))], {
      specs,
    }),
  ).toEqual([])
})
