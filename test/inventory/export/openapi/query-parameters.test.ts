import { expect, test } from 'vitest'
import { queryParameters } from '../../../../inventory/export/openapi/query-parameters.ts'
import { createOperation, foldParameters } from '../../../../inventory/learn/fold-observation.ts'
import { splitQuery } from '../../../../inventory/observe/query.ts'
import { ScalarReader } from '../../../../inventory/observe/scalar.ts'
import { readQueryPair } from '../../../../inventory/observe/value-list.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'

const scalars = new ScalarReader(() => [])
function parametersOf(...queries: string[]): Record<string, unknown>[] {
  const operation = createOperation('rest', 'GET')
  for (const query of queries) {
    const values = splitQuery(query).map((pair) => readQueryPair(pair, scalars))
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

const queries = (name: string, ...values: string[]): string[] => values.map((value) => `${name}=${encodeURIComponent(value)}`)

test('several items in one value are an array that is not exploded, one item is one too', () => {
  const list = (items: object) => ({ in: 'query', style: 'form', explode: false, schema: { type: 'array', items } })
  expect(parametersOf(...queries('ids', '1,2', '3', '4,5,6', '7,8'))).toEqual([{ name: 'ids', ...list({ type: 'integer' }) }])
  expect(parametersOf(...queries('box', '1.5,2', '-3.25,4', '0,1'))).toEqual([{ name: 'box', ...list({ type: 'number' }) }])
  expect(parametersOf(...queries('fields', 'a,b', 'c', 'id,a', 'x,y'))).toEqual([{ name: 'fields', ...list({ type: 'string' }) }])
  const days = ['2024-01-02,2024-01-09', '2024-02-02', '2024-03-01,2024-03-02', '2024-05-05,2024-06-06']
  expect(parametersOf(...queries('days', ...days))).toEqual([{ name: 'days', ...list({ type: 'string', format: 'date' }) }])
})
test('commas in text are text', () => {
  const text = { in: 'query', schema: { type: 'string' } }
  expect(parametersOf(...queries('q', 'a,b', 'c,d', 'e,f', 'red, green'))).toEqual([{ name: 'q', ...text }])
  expect(parametersOf(...queries('q', 'a,b', 'c,d', 'e,f', 'new york'))).toEqual([{ name: 'q', ...text }])
  expect(parametersOf(...queries('q', 'a,b', 'c,d', 'e,f', 'g,'))).toEqual([{ name: 'q', ...text }])
  expect(parametersOf(...queries('once', 'a,b', 'c', 'd'))).toEqual([{ name: 'once', ...text }])
})
test('a list below an object in brackets stays text, for which there is no style', () => {
  const [filter] = parametersOf(...queries('filter[ids]', '1,2', '3,4', '5,6'))
  expect(filter).toMatchObject({ name: 'filter', style: 'deepObject', schema: { properties: { ids: { type: 'string' } } } })
})
