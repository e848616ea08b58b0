// Verdicts over an inventory: lifecycle, sensitive data, risk, findings, and why.

export { explain } from './explain.ts'
export { type JudgeContext, judge } from './judge.ts'
export { judgeSensitive } from './judge-sensitive.ts'
export { SENSITIVE_TYPES, type SensitiveType, sensitiveType } from './sensitive-types/index.ts'
export type { SpecOperationView, SpecView } from './spec-view.ts'
export type {
  JudgeConfig,
  Risk,
  SensitiveField,
  SensitiveLocation,
  ServiceCoverage,
  StateVerdict,
  UncalledOperation,
  Verdicts,
} from './verdict.ts'
export { verdictKey } from './verdict.ts'
