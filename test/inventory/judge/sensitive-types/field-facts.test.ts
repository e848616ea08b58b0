import { expect, it } from 'vitest'
import { categoriesOf, isIssued, titleOf } from '../../../../inventory/judge/sensitive-types/field-facts.ts'

it('come from the field, from the catalogue, or from the id', () => {
  expect([titleOf({ type: 'mine', title: 'Mine' }), titleOf({ type: 'iban' }), titleOf({ type: 'gone' })]).toEqual(['Mine', 'IBAN', 'gone'])
  expect([categoriesOf({ type: 'mine', categories: ['x'] }), categoriesOf({ type: 'iban' }), categoriesOf({ type: 'gone' })]).toEqual([
    ['x'],
    ['financial', 'PII'],
    [],
  ])
})

it('logins give out tokens, and no data', () => expect(['jwt', 'session_cookie', 'email'].map(isIssued)).toEqual([true, true, false]))
