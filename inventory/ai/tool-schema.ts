// Shapes of tool arguments and results, folded as bodies are: kinds, lengths, hashes, sensitive types; no values.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { JsonWalker } from '../observe/body/json.ts'
import { Tape } from '../observe/body/tape.ts'
import { detectValue } from '../observe/detectors/index.ts'
import { foldBody, mergeSchema, type SchemaNode } from '../schema/index.ts'

export { createSchemaNode as emptySchemaNode } from '../schema/index.ts'
export const mergeSchemaNode: (into: SchemaNode, from: SchemaNode) => void = mergeSchema

/** One for all: a value is folded before the next is walked. */
let walking: { tape: Tape; walker: JsonWalker } | null = null

/** Add a parsed JSON value; undefined adds nothing. */
export function foldJson(into: SchemaNode, value: unknown): void {
  const text = textOf(value)
  if (text === undefined) return
  if (walking === null) {
    const tape = new Tape(DEFAULT_LIMITS, detectValue)
    walking = { tape, walker: new JsonWalker(tape) }
  }
  const { tape, walker } = walking
  const bytes = Buffer.from(text)
  tape.reset(bytes)
  if (walker.walk(bytes, 0, bytes.length, false) === 'malformed') return
  foldBody(into, { mediaType: 'application/json', bodyBytes: bytes.length, truncated: false, keyHashes: [], tape })
}

function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    // Nested deeper than the stack: nobody calls a tool like that.
    return undefined
  }
}
