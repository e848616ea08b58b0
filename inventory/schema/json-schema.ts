// A JSON Schema as this project writes it: draft 2020-12, or the dialect of OpenAPI 3.0.

import type { KnownLists } from './known-lists.ts'

export interface JsonSchema {
  [keyword: string]: unknown
}

export interface JsonSchemaOptions {
  /** The dialect; 3.1 is JSON Schema 2020-12. */
  openapi?: '3.0' | '3.1'
  /** What the document is: a property of requests needs more proof to be required. */
  direction: 'request' | 'response'
  /** Write counts and observed ranges as `x-earshot-…`. */
  evidence?: boolean
  /** Closed lists of the same service, for places that came too seldom to show theirs. */
  lists?: KnownLists
  /** False: only keywords that a standard knows, so no `x-earshot-format`. */
  extensions?: boolean
}

/** Name of the property or parameter that values stand under, and of the property around it; '' for none. */
export interface Place {
  readonly name: string
  readonly parent: string
}
