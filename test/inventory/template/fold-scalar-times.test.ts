import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSchemaNode, encodeSchema, foldScalar } from '../../../inventory/schema/index.ts'
import { foldScalarTimes } from '../../../inventory/template/fold-scalar-times.ts'
import { scalarOf } from '../learn/build-observation.ts'

test('folding many times is folding one time after another', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.integer({ min: 0, max: 20 }), (text, times) => {
      const slow = createSchemaNode()
      const fast = createSchemaNode()
      for (const node of [slow, fast]) foldScalar(node, scalarOf('before'))
      for (let i = 0; i < times; i++) foldScalar(slow, scalarOf(text))
      foldScalarTimes(fast, scalarOf(text), times)
      expect(encodeSchema(fast, { words: 'all' })).toEqual(encodeSchema(slow, { words: 'all' }))
    }),
  )
})
