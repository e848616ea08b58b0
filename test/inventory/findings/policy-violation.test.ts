import { expect, it } from 'vitest'
import type { PolicyRule } from '../../../inventory/judge/policy.ts'
import { foundIn } from './found-in.ts'

const found = (rule: Partial<PolicyRule>) => {
  const whole: PolicyRule = {
    id: 'mine',
    about: 'It is so.',
    severity: 'high',
    of: 'operation',
    when: {},
    forbid: null,
    require: null,
    ...rule,
  }
  const calls = [
    { line: 'GET /a', times: 2 },
    { line: 'POST /b', times: 2 },
  ]
  return foundIn('policy-violation', calls, { config: { policy: { rules: [whole], exceptions: [], owners: [] } } })
}

it('is a finding where everything forbidden is so, with the severity of the rule', () => {
  expect(found({ forbid: { method: ['POST'], auth: ['none'] } })).toMatchObject([
    { severity: 'high', type: 'mine', method: 'POST', evidence: [{ text: 'It is so.' }, { text: 'forbidden: method: POST, auth: none' }] },
  ])
})

it('is one where something required is not so, of services too', () => {
  expect(found({ of: 'service', require: { described: ['true'] } })).toMatchObject([
    { method: null, evidence: [{}, { text: 'required: described: true' }] },
  ])
})

it('is silent about what the rule is not about', () => {
  expect(found({ when: { method: ['PUT'] }, forbid: { auth: ['none'] } })).toEqual([])
  expect(found({ require: { exchanges: ['>= 2'] } })).toEqual([])
})
