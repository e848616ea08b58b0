import { expect, test } from 'vitest'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'
import { rolesIn } from '../../../inventory/observe/field-roles.ts'
import { ParameterReader } from '../../../inventory/observe/parameter-reader.ts'
import { splitQuery } from '../../../inventory/observe/query.ts'
import { rawMessage } from '../../support/raw-exchange.ts'

const reader = new ParameterReader(detectValue)
const names = (read: readonly { name: string }[]): string[] => read.map(({ name }) => name)

test('credentials and values in the place of names are no parameters', () => {
  const query = splitQuery('page=1&api_key=abc&ids=1,2&9f86d081884c7d659a2feaa0c55ad015=1')
  expect(names(reader.query(query))).toEqual(['page', 'ids'])
  expect(names(reader.matrix(query))).toEqual(['page', 'ids'])
  expect(names(reader.cookies(query))).toEqual(['page', 'api_key', 'ids'])
})

test('a list in a query is read item by item', () => {
  expect(reader.query(splitQuery('ids=1,2'))[0]?.items).toHaveLength(2)
  expect(reader.query([])).toEqual([])
})

test('header fields that are parameters, of a message that has any', () => {
  const request = rawMessage('request', 'GET / HTTP/1.1\nHost: a\nX-Tenant: shop\nX-Api-Key: abc\nIdempotency-Key: 1\n\n')
  expect(names(reader.headers(request, rolesIn(request)))).toEqual(['x-tenant', 'idempotency-key'])
  expect(reader.headers(request, 0)).toEqual([])
  expect(reader.headers(null, rolesIn(request))).toEqual([])
})
