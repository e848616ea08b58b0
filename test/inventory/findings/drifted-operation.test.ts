import { expect, it } from 'vitest'
import { operation, service, spec } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const described = spec('Shop', ['a'], ['GET /x'])
const specs = [
  {
    ...described,
    operations: described.operations.map((each) => ({ ...each, parameters: [], responses: [{ status: '200', content: {} }] })),
  },
]

it('fires on a parameter that is not described', () => {
  expect(find('drifted-operation', [service('a', operation('GET /x', { parameters: { 'query:debug': ['1'] } }))], { specs })).toMatchObject(
    [{ kind: 'drift', evidence: [{ text: 'query parameter debug is not described (1 of 10; chance 1.0 %)' }] }],
  )
})

it('is silent where use and description agree', () => {
  expect(find('drifted-operation', [service('a', operation('GET /x'))], { specs })).toEqual([])
})
