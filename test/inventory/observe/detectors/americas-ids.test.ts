import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  [
    'us_ssn',
    ['536-90-4399', '536904399'],
    ['000-12-3456', '666-12-3456', '900-12-3456', '536-00-4399', '536-90-0000', '078-05-1120', '123456789'],
  ],
  ['us_itin', ['912-70-1234'], ['912-10-1234', '812-70-1234']],
  ['us_ein', ['12-3456789'], ['00-1234567', '12-345678']],
  ['us_npi', ['1234567893'], ['1234567890', '3234567893']],
  ['us_mbi', ['1EG4-TE5-MK73'], ['1EG4-TE5-MK7S', '0EG4-TE5-MK73']],
  ['us_dea', ['AB1234563'], ['AB1234560']],
  ['ca_sin', ['130 692 544'], ['130 692 545', '046 454 286']],
  ['br_cpf', ['529.982.247-25'], ['529.982.247-24', '111.111.111-11']],
  ['br_cnpj', ['11.222.333/0001-81'], ['11.222.333/0001-80']],
  ['ar_cuit', ['20-05536168-2'], ['20-05536168-3', '99-05536168-2']],
  ['cl_rut', ['12.531.909-2', '12.345.678-5'], ['12.531.909-3']],
  ['mx_curp', ['HEGG560427MVZRRL04'], ['HEGG560427MVZRRL05', 'HEGG561327MVZRRL04']],
  ['mx_rfc', ['GODE561231GR8'], ['GODE561331GR8']],
  ['co_nit', ['213.123.432-1'], ['213.123.432-2']],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
