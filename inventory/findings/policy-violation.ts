// A rule of the people who run the network is broken.

import { holds, type Policy, type PolicyRule } from '../judge/policy.ts'
import { operationFields, serviceFields } from '../judge/policy-fields.ts'
import { verdictKey } from '../judge/verdict.ts'
import { operationKey } from '../model.ts'
import { finding, placeOf, placeOfService, type Rule, type RuleInput, timesOf } from './rule.ts'

const policy: Policy = {
  rules: [
    {
      id: 'no-open-iban',
      about: 'No operation without authentication may return account numbers.',
      severity: 'critical',
      of: 'operation',
      when: {},
      forbid: { auth: ['none'], 'response.sensitive': ['iban'] },
      require: null,
    },
  ],
  exceptions: [],
  owners: [],
}
const answer = [{ iban: 'DE89370400440532013000' }]

export const POLICY_VIOLATION: Rule = {
  id: 'policy-violation',
  kind: 'policy',
  severity: 'medium',
  summary: 'A rule of earshot.yaml is broken.',
  remedy: 'Do what the rule asks for, or write down an exception with its reason and its end.',
  references: ['cli/README.md, section Policy'],
  examples: {
    fires: {
      text: 'account numbers for everybody, which a rule forbids',
      calls: [{ line: 'GET /accounts', answer, times: 2 }],
      config: { policy },
    },
    silent: {
      text: 'account numbers for those with a token',
      calls: [{ line: 'GET /accounts', answer, times: 2, headers: { authorization: 'Bearer opaque-1' } }],
      config: { policy },
    },
  },
  *find(input) {
    for (const rule of input.config.policy?.rules ?? []) yield* rule.of === 'service' ? ofServices(rule, input) : ofOperations(rule, input)
  },
}

function* ofOperations(rule: PolicyRule, { operations, before, config }: RuleInput) {
  for (const judged of operations) {
    const { service, operation, states, fields } = judged
    const risk = before.risk.get(verdictKey(service.name, operationKey(operation.method, operation.segments)))?.score ?? 0
    if (!isBroken(rule, operationFields(service, operation, { states, fields, risk, policy: config.policy }))) continue
    yield finding(
      POLICY_VIOLATION,
      { ...placeOf(judged), type: rule.id },
      { severity: rule.severity, evidence: rowsOf(rule), ...timesOf(judged) },
    )
  }
}

function* ofServices(rule: PolicyRule, { inventory, before, config }: RuleInput) {
  for (const service of inventory.services.values()) {
    if (!isBroken(rule, serviceFields(service, before, config.policy))) continue
    const { firstUs, lastUs } = service.seen
    yield finding(
      POLICY_VIOLATION,
      { ...placeOfService(service), type: rule.id },
      { severity: rule.severity, evidence: rowsOf(rule), firstUs, lastUs },
    )
  }
}

const isBroken = ({ when, forbid, require }: PolicyRule, fields: Parameters<typeof holds>[1]): boolean =>
  holds(when, fields) && ((forbid !== null && holds(forbid, fields)) || (require !== null && !holds(require, fields)))

function rowsOf({ about, forbid, require }: PolicyRule): { text: string }[] {
  const text = (conditions: PolicyRule['when']): string =>
    Object.entries(conditions)
      .map(([field, patterns]) => `${field}: ${patterns.join(' or ')}`)
      .join(', ')
  return [
    { text: about },
    ...(forbid === null ? [] : [{ text: `forbidden: ${text(forbid)}` }]),
    ...(require === null ? [] : [{ text: `required: ${text(require)}` }]),
  ]
}
