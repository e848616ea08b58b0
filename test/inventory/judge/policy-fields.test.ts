import { expect, it } from 'vitest'
import { judgeSensitive } from '../../../inventory/judge/index.ts'
import { OPERATION_FIELDS, operationFields, SERVICE_FIELDS, serviceFields } from '../../../inventory/judge/policy-fields.ts'
import { operation, service } from './build-inventory.ts'

const subject = operation('GET /accounts/{id}', { auth: { none: 2, basic: 0 }, responses: [{ iban: 'DE89370400440532013000' }] })
const shop = service('shop.example', subject)
const policy = { rules: [], exceptions: [], owners: [{ owner: 'bank', path: '/accounts/*' }] }

it('has a value for every field that is documented', () => {
  const fields = operationFields(shop, subject, { states: [], fields: judgeSensitive(shop, subject), risk: 7, policy })
  expect(Object.keys(fields).sort()).toEqual(Object.keys(OPERATION_FIELDS).sort())
  expect(fields).toMatchObject({ owner: ['bank'], auth: ['none'], risk: ['7'], 'request.sensitive': [], described: ['false'] })
  expect(fields['response.sensitive']).toEqual(expect.arrayContaining(['iban', 'financial.iban', 'gdpr.iban']))
})

it('and of a service', () => {
  const before = { states: new Map(), sensitive: new Map(), risk: new Map(), coverage: new Map(), described: new Set(['shop.example']) }
  const fields = serviceFields(shop, before, policy)
  expect(Object.keys(fields).sort()).toEqual(Object.keys(SERVICE_FIELDS).sort())
  expect(fields).toMatchObject({ owner: [], described: ['true'], operations: ['1'], coverage: ['poor'] })
})
