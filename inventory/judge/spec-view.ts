// What judgement needs to know of an attached API description: a part of SpecDocument (spec/), so that tests can write one by hand.

import type { SpecDocument, SpecOperation } from '../spec/index.ts'

export type SpecOperationView = Pick<SpecOperation, 'method' | 'segments' | 'deprecated' | 'sunset' | 'operationId'> &
  Partial<Pick<SpecOperation, 'parameters' | 'responses' | 'requestBody' | 'security'>>

/** One version of a description. Versions of one API follow each other in the order given. */
export type SpecView = Pick<SpecDocument, 'id' | 'source' | 'title' | 'version' | 'hosts' | 'basePaths'> &
  Partial<Pick<SpecDocument, 'schemas' | 'securitySchemes'>> & {
    readonly operations: readonly SpecOperationView[]
  }
