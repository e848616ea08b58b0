import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeSchema } from '../../../inventory/schema/merge.ts'
import { createSchemaNode, type SchemaNode } from '../../../inventory/schema/schema-node.ts'
import { documents, evidence, json, learn } from '../../support/documents.ts'

const values = fc.oneof(documents, fc.array(json, { maxLength: 20 }))
/** Objects with more names than are kept apart. */
const wide = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 50, maxLength: 200 })
    .map((names) => Object.fromEntries(names.map((n) => [`name${'abcdefghij'[n % 10]}_${n}x`, n % 7]))),
  { minLength: 1, maxLength: 6 },
)

function sum(...parts: SchemaNode[]): string {
  const node = createSchemaNode()
  for (const part of parts) mergeSchema(node, part)
  return evidence(node)
}

test('merging is commutative, associative, has an identity, and equals one pass', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: wide }), fc.nat(), fc.nat(), (all, a, b) => {
      const [first, second] = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y) as [number, number]
      const parts = [all.slice(0, first), all.slice(first, second), all.slice(second)]
      const node = (index: number): SchemaNode => learn(parts[index] as unknown[])
      const whole = evidence(learn(all))
      expect(sum(node(0), node(1), node(2))).toBe(whole)
      expect(sum(node(2), node(0), node(1))).toBe(whole)
      const right = node(1)
      mergeSchema(right, node(2))
      expect(sum(node(0), right)).toBe(whole)
      expect(sum(createSchemaNode(), learn(all), createSchemaNode())).toBe(whole)
    }),
    { numRuns: 150 },
  )
})

test('the order of documents never shows', () => {
  fc.assert(
    fc.property(fc.oneof(values, wide), fc.infiniteStream(fc.nat()), (all, randoms) => {
      const shuffled = [...all].map((value) => ({ value, at: randoms.next().value })).sort((a, b) => a.at - b.at)
      expect(evidence(learn(shuffled.map(({ value }) => value)))).toBe(evidence(learn(all)))
    }),
    { numRuns: 100 },
  )
})

test('what is merged from stays as it was and shares nothing', () => {
  const from = learn([{ a: [1], b: { c: 'x' } }])
  const before = evidence(from)
  const into = createSchemaNode()
  mergeSchema(into, from)
  learn([{ a: ['y', null], b: { c: 2, d: {} } }], into)
  expect(evidence(from)).toBe(before)
})
