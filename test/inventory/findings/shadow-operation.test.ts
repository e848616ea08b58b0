import { expect, it } from 'vitest'
import { operation, service, spec } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const specs = [spec('Shop', ['a'], ['GET /x'])]

it('fires on what no description has, harder where it carries or destroys something', () => {
  const found = find('shadow-operation', [service('a', operation('GET /y'), operation('DELETE /z'))], { specs })
  expect(found.map(({ template, type, severity }) => [template, type, severity])).toEqual([
    ['/z', 'shadow.path', 'high'],
    ['/y', 'shadow.path', 'medium'],
  ])
})

it('is silent about what is described, and where nothing is', () => {
  expect(find('shadow-operation', [service('a', operation('GET /x'))], { specs })).toEqual([])
  expect(find('shadow-operation', [service('b', operation('GET /y'))])).toEqual([])
})
