// Findings: the rules, and what they find.

export { RULES } from './catalogue.ts'
export type { Finding } from './finding.ts'
export type { Rule, RuleInput } from './rule.ts'
