import { expect, it } from 'vitest'
import { judgeField } from '../../../../inventory/judge/judge-field.ts'
import { BUILT_IN, catalogueOf } from '../../../../inventory/judge/sensitive-types/type-catalogue.ts'
import type { UserType } from '../../../../inventory/judge/sensitive-types/user-type.ts'
import { schemaOf } from '../../../support/sample-inventory.ts'

const employee: UserType = {
  ...{ id: 'employee_number', title: 'Employee number', severity: 'medium', detect: 'value-or-name', categories: ['HR'], regulations: [] },
  ...{
    confidence: [0.9, 0.85, 0.97],
    minSamples: 1,
    minShare: 0.5,
    names: ['personal number'],
    pattern: null,
    validator: null,
    randomShare: 0.001,
  },
}

it('has what is built in, and the types of the user beside it', () => {
  const user = [employee]
  const catalogue = catalogueOf(user)
  expect(catalogue.typeOf('employee_number')).toBe(employee)
  expect(catalogue.typeOf('iban')).toBe(BUILT_IN.typeOf('iban'))
  expect(catalogueOf(user)).toBe(catalogue)
  expect(catalogueOf([])).toBe(BUILT_IN)
  expect(catalogueOf()).toBe(BUILT_IN)
})

it('a name of the user is a name like any other', () => {
  const [best] = judgeField('personalNumber', [], schemaOf(['a1', 'b2']), catalogueOf([employee]))
  expect(best?.type.id).toBe('employee_number')
  expect(judgeField('personalNumber', [], schemaOf(['a1', 'b2'])).map(({ type }) => type.id)).not.toContain('employee_number')
})
