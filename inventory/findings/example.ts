// Traffic in a few words: how a rule shows when it speaks and when it does not. Tests play it through the whole program.

import type { AnomalyId } from '../../sensor/base/anomaly.ts'
import type { JudgeConfig } from '../judge/verdict.ts'

export interface ExampleCall {
  /** `GET /orders/{n}`; `{n}` counts from 1, here and in every other text of the call. */
  readonly line: string
  readonly times?: number
  /** Packet time between two of them. Default: a second. */
  readonly everyUs?: number
  readonly host?: string
  readonly client?: string
  readonly tls?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; a text is sent as it is. */
  readonly body?: unknown
  readonly status?: number
  readonly answerHeaders?: Readonly<Record<string, string>>
  /** JSON; a text is sent as it is, null is no body. Default: an object that says nothing. */
  readonly answer?: unknown
  /** What was odd about the request on the wire. */
  readonly anomalies?: readonly AnomalyId[]
}

export interface Example {
  /** What happens, as half a sentence. */
  readonly text: string
  readonly calls: readonly ExampleCall[]
  /** OpenAPI documents, versions of one API in their order. */
  readonly specs?: readonly string[]
  readonly config?: JudgeConfig
}

export interface RuleExamples {
  readonly fires: Example
  /** The near miss. */
  readonly silent: Example
}

/** An OpenAPI document from its paths, in YAML: `/users: {get: {}}`. */
export const described = (paths: string, version = '1'): string =>
  `{openapi: 3.1.0, info: {title: Shop, version: '${version}'}, paths: {${paths}}}`
