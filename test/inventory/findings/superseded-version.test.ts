import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'

it('fires on the older of two versions in use', () => {
  expect(find('superseded-version', [service('a', operation('GET /v1/x'), operation('GET /v2/x'))])).toMatchObject([
    { template: '/v1/x', severity: 'info' },
  ])
})

it('is silent about the only version', () => {
  expect(find('superseded-version', [service('a', operation('GET /v1/x'), operation('GET /v2/y'))])).toEqual([])
})
