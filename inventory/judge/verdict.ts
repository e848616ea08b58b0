// The words of verdicts: what `judge` says about operations, and what it needs to know besides the inventory.

import type { Evidence, Finding, Severity, State } from '../findings/finding.ts'
import type { Policy } from './policy.ts'
import type { UserType } from './sensitive-types/user-type.ts'

/** `shadow` and its kinds are told apart; the rest has none. */
export type StateKind = 'shadow.host' | 'shadow.path' | 'shadow.method' | null

/** One lifecycle flag on one operation, with the rows behind it. Flags are independent of each other. */
export interface StateVerdict {
  state: State
  kind: StateKind
  evidence: Evidence[]
}

export type SensitiveLocation =
  | 'path'
  | 'query'
  | 'request.header'
  | 'request.cookie'
  | 'request.body'
  | 'response.header'
  | 'response.cookie'
  | 'response.body'

/** A sensitive type at one place of one operation. */
export interface SensitiveField {
  location: SensitiveLocation
  /** JSONPath such as `$.users[].email`, or the name of the parameter or header. */
  path: string
  /** Id of SENSITIVE_TYPES. */
  type: string
  severity: Severity
  /** 0 … 1. */
  confidence: number
  /** `confirmed` from 0.8, `suspected` from 0.5; below that nothing is said. */
  verdict: 'confirmed' | 'suspected'
  regulations: readonly string[]
  /** Distinct values seen (a sample of them where they were too many), and how many of those passed the validator. */
  distinct: number
  passed: number
  /** Values seen there, or requests that carried it: of all requests to the operation some may have been without. */
  n?: number
  /** Log-odds by source, in words, for `explain`. */
  evidence: Evidence[]
  /** Other types that fit less well, best first. */
  alternatives: string[]
  /** Of types that users describe; the others have theirs in the catalogue. */
  title?: string
  categories?: readonly string[]
}

/** An operation of a description that nobody calls: `orphan` or `unobserved`. */
export interface UncalledOperation {
  service: string
  method: string
  /** As described: `/users/{userId}`. */
  template: string
  /** `GET /users/{}`. */
  key: string
  states: StateVerdict[]
}

/** An additive score whose parts are told. */
export interface Risk {
  score: number
  level: Severity
  parts: { text: string; points: number }[]
}

/** How well one service could be seen: what a verdict from silence rests on. */
export interface ServiceCoverage {
  adequate: boolean
  /** Why not, or what was seen, as sentences. */
  reasons: string[]
}

export interface JudgeConfig {
  /** Qualifying exchanges from which an undeclared operation is a shadow. */
  shadowExchanges?: number
  /** An operation unseen for so long is dormant. Microseconds. */
  dormantUs?: number
  /** Share of lost bytes (0 … 1) from which coverage is no longer adequate. */
  lossShare?: number
  /** The mirror stands behind a TLS terminator: clear HTTP says nothing about the wire. */
  postTls?: boolean
  policy?: Policy
  /** Sensitive types beside those that are built in. */
  types?: readonly UserType[]
  /** Providers of models that may be used: ids of the catalogue, hosts (`*.corp.example`), addresses. Missing: nobody has said. */
  aiProviders?: readonly string[]
  /** MCP clients that may be there: names or addresses. Missing: nobody has said. */
  mcpClients?: readonly string[]
}

export interface Verdicts {
  /** `service + ' ' + operationKey` -> flags, strongest first. Operations of a specification that nobody called are here too. */
  states: Map<string, StateVerdict[]>
  sensitive: Map<string, SensitiveField[]>
  risk: Map<string, Risk>
  coverage: Map<string, ServiceCoverage>
  /** Sorted by severity, then service, template, rule. */
  findings: Finding[]
  /** Findings that an exception of the policy covers: no part of `findings`. */
  allowed?: { finding: Finding; reason: string }[]
  /** Operations of descriptions that nobody calls; their flags are in `states` too. */
  uncalled: UncalledOperation[]
}

/** The key of `Verdicts`' maps. */
export const verdictKey = (service: string, operationKey: string): string => `${service} ${operationKey}`
