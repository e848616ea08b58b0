import { expect, it } from 'vitest'
import { categoriesOf, titleOf } from '../../../../inventory/judge/sensitive-types/field-facts.ts'

it('come from the field, from the catalogue, or from the id', () => {
  expect([titleOf({ type: 'mine', title: 'Mine' }), titleOf({ type: 'iban' }), titleOf({ type: 'gone' })]).toEqual(['Mine', 'IBAN', 'gone'])
  expect([categoriesOf({ type: 'mine', categories: ['x'] }), categoriesOf({ type: 'iban' }), categoriesOf({ type: 'gone' })]).toEqual([
    ['x'],
    ['financial', 'PII'],
    [],
  ])
})
