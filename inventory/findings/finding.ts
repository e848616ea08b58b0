// The words of judgement. A finding is one thing one rule found on one operation (or service, or asset), with the rows that prove it.

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export type FindingKind = 'lifecycle' | 'sensitive' | 'auth' | 'exposure' | 'drift' | 'mcp' | 'ai' | 'wire' | 'policy'

/** Lifecycle words: independent flags (research: "recommended set"), in order of precedence for a single label. */
export const STATES = [
  'zombie',
  'deprecated-in-use',
  'shadow',
  'drifted',
  'orphan',
  'unobserved',
  'superseded',
  'dormant',
  'undocumented',
  'probe-only',
  'guarded',
  'documented',
] as const
export type State = (typeof STATES)[number]

export interface Evidence {
  /** What was seen, as a sentence without values. */
  text: string
  n?: number
  firstUs?: number
  lastUs?: number
}

export interface Finding {
  /** Stable: a hash of rule, service, operation and place. */
  id: string
  rule: string
  kind: FindingKind
  severity: Severity
  service: string
  method: string | null
  /** Template with parameter names. */
  template: string | null
  /** Sensitive data: `path|query|request.header|request.cookie|request.body|response.header|response.cookie|response.body`. */
  location: string | null
  /** JSONPath such as `$.users[].email`, or the name of the parameter or header. */
  path: string | null
  /** Sensitive type id. */
  type: string | null
  /** 0 … 1. */
  confidence: number
  evidence: Evidence[]
  firstUs: number
  lastUs: number
}
