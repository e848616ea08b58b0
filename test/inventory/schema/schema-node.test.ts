import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeSchema } from '../../../inventory/schema/merge.ts'
import { createSchemaNode } from '../../../inventory/schema/schema-node.ts'
import { documents, evidence, learn } from '../../support/documents.ts'

test('evidence of nothing adds nothing, from either side', () => {
  fc.assert(
    fc.property(documents, (values) => {
      const [into, from, nothing] = [learn(values), createSchemaNode(), createSchemaNode()]
      mergeSchema(into, nothing)
      mergeSchema(from, learn(values))
      expect(evidence(into)).toBe(evidence(learn(values)))
      expect(evidence(from)).toBe(evidence(learn(values)))
      expect(nothing).toEqual(createSchemaNode())
    }),
    { numRuns: 30 },
  )
})

test('each one is its own', () => {
  learn([{ a: 1 }], createSchemaNode())
  expect(createSchemaNode()).toEqual({ n: 0, nulls: 0, booleans: 0, numbers: null, strings: null, arrays: null, objects: null, cut: 0 })
})
