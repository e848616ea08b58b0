import { expect, it } from 'vitest'
import { operation, service, spec } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const specs = [spec('Shop', ['a'], ['GET /x', 'GET /old'], '1'), spec('Shop', ['a'], ['GET /x'], '2')]

it('fires on what an earlier version had and still answers', () => {
  expect(find('zombie-operation', [service('a', operation('GET /old'))], { specs })).toMatchObject([{ template: '/old', severity: 'high' }])
})

it('is silent about 410, and about what is in force', () => {
  expect(find('zombie-operation', [service('a', operation('GET /old', { statuses: { 410: 3 } }), operation('GET /x'))], { specs })).toEqual(
    [],
  )
})
