import { expect, it } from 'vitest'
import { operation, service, spec } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const specs = [spec('Shop', ['a'], ['GET /x', 'GET /unused'])]

it('fires on what is described and called by nobody', () => {
  expect(find('orphan-operation', [service('a', operation('GET /x'))], { specs })).toMatchObject([{ method: 'GET', template: '/unused' }])
})

it('is silent where the service was not seen', () => {
  expect(find('orphan-operation', [service('b', operation('GET /x'))], { specs })).toEqual([])
})
