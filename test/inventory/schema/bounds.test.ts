import { expect, test } from 'vitest'
import { holdBounds } from '../../../inventory/schema/bounds.ts'
import { mergeSchema } from '../../../inventory/schema/merge.ts'
import { createSchemaNode, type SchemaNode } from '../../../inventory/schema/schema-node.ts'
import { walkFields } from '../../../inventory/schema/walk-fields.ts'
import { evidence, learn } from '../../support/documents.ts'

const places = (node: SchemaNode): number => {
  let n = 0
  walkFields(node, () => n++)
  return n
}
const wide = (from: number, to: number): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: to - from }, (_, i) => [`name_${from + i}_of`, { size: i, of: { kind: 'x', more: [1] }, at: 'y' }]),
  )

test('beyond 256 names the others are melded, and counted', () => {
  const node = learn([Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`name_${i}_of`, i]))])
  expect(node.objects?.properties.size).toBe(256)
  expect(node.objects?.overflowed).toBe(144)
  expect(node.objects?.overflow?.numbers?.n).toBe(144)
})

test('a body that has too many places keeps fewer names apart, in whatever order it came', () => {
  const a = learn([wide(0, 900), wide(500, 1200)])
  const b = learn([wide(500, 1200), wide(0, 900)])
  expect(places(a)).toBeLessThanOrEqual(4000)
  expect(evidence(a)).toBe(evidence(b))
  const sum = createSchemaNode()
  mergeSchema(sum, learn([wide(0, 900)]))
  mergeSchema(sum, learn([wide(500, 1200)]))
  expect(evidence(sum)).toBe(evidence(a))
})

test('within the bound nothing changes', () => {
  const node = learn([wide(0, 10)])
  const before = evidence(node)
  holdBounds(node)
  expect(evidence(node)).toBe(before)
  holdBounds(node, 30)
  expect(places(node)).toBeLessThanOrEqual(30)
})

test('what was melded holds no words, whether a name was kept apart at first or never', () => {
  const node = learn(
    [wide(0, 200), wide(100, 400)].map((names) => Object.fromEntries(Object.keys(names).map((name) => [name, ['open', 7]]))),
  )
  const melded = node.objects?.overflow?.arrays?.item
  expect(melded?.strings?.n).toBeGreaterThan(0)
  const kept = [...(melded?.strings?.distinct.values.values() ?? []), ...(melded?.numbers?.distinct.values.values() ?? [])]
  expect(kept.map(({ word }) => word)).toEqual([null, null])
})
