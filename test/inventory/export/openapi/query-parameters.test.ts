import { expect, test } from 'vitest'
import { queryParameters } from '../../../../inventory/export/openapi/query-parameters.ts'
import { createOperation, foldParameters } from '../../../../inventory/learn/fold-observation.ts'
import { splitQuery } from '../../../../inventory/observe/query.ts'
import { ScalarReader } from '../../../../inventory/observe/scalar.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'

const scalars = new ScalarReader(() => [])
function parametersOf(...queries: string[]): Record<string, unknown>[] {
  const operation = createOperation('rest', 'GET')
  for (const query of queries) {
    const values = splitQuery(query).map(({ name, value }) => ({ name, scalar: scalars.read(value, name) }))
    operation.parameters = foldParameters(operation.parameters, 'query', values, DEFAULT_LIMITS)
  }
  return queryParameters(operation, { direction: 'request' }, ({ name }) => name.startsWith('must'))
}

test('an object in brackets is one parameter in the style deepObject', () => {
  expect(parametersOf('filter[state]=x1&filter[owner][id]=7', 'filter[state]=x2&filter[tags][]=a&page=2')).toEqual([
    {
      name: 'filter',
      in: 'query',
      style: 'deepObject',
      explode: true,
      schema: {
        type: 'object',
        properties: {
          owner: { type: 'object', properties: { id: { type: 'integer' } } },
          state: { type: 'string' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    { name: 'page', in: 'query', schema: { type: 'integer' } },
  ])
})
test('what comes again in one request is an array; what comes again in another request is not', () => {
  const array = { style: 'form', explode: true, schema: { type: 'array', items: { type: 'integer' } } }
  expect(parametersOf('a=1&a=2', 'a=3')).toEqual([{ name: 'a', in: 'query', ...array }])
  expect(parametersOf('a=1', 'a=3')).toEqual([{ name: 'a', in: 'query', schema: { type: 'integer' } }])
  expect(parametersOf('a[]=1', 'a[0]=1&a[1]=2')).toEqual([{ name: 'a[]', in: 'query', ...array }])
})
test('required parameters say so', () => {
  expect(parametersOf('must=1&must_not[a]=1').map((each) => each['required'])).toEqual([true, true])
})
