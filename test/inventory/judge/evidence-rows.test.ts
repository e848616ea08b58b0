import { expect, it } from 'vitest'
import { label, seen } from '../../../inventory/judge/evidence-rows.ts'
import { NOW_US, operation, spec } from './build-inventory.ts'

it('names a description by title and version, else by its file', () => {
  expect([label(spec('Shop', [], [], '2')), label({ ...spec('Shop', [], []), title: '' })]).toEqual(['Shop 2', 'Shop.yaml'])
})

it('says how often and when', () => {
  expect(seen(operation('GET /x'), 'called')).toEqual({ text: 'called', n: 10, firstUs: NOW_US - 1000, lastUs: NOW_US })
})
