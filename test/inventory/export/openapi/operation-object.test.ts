import { expect, test } from 'vitest'
import { acceptedRequests, isRequired } from '../../../../inventory/export/openapi/operation-object.ts'
import { sampleOperation } from '../../../support/sample-inventory.ts'

const operation = (n: number, clients: number) => sampleOperation({ operation: 'GET /a', statuses: { 200: n, 422: 5 }, clients })

test('refused requests prove nothing about parameters', () => expect(acceptedRequests(operation(20, 2))).toBe(20))

test('required: in every accepted request, of at least 20, of at least two clients', () => {
  expect(isRequired(operation(20, 2), { present: 20 })).toBe(true)
  expect(isRequired(operation(20, 1), { present: 20 })).toBe(false)
  expect(isRequired(operation(19, 2), { present: 19 })).toBe(false)
  expect(isRequired(operation(21, 2), { present: 20 })).toBe(false)
})
