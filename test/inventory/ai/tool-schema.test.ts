import { expect, it } from 'vitest'
import { emptySchemaNode, foldJson, mergeSchemaNode } from '../../../inventory/ai/tool-schema.ts'

it('folds values one after the other, and keeps none', () => {
  const node = emptySchemaNode()
  foldJson(node, { card: '4111111111111111', n: 1 })
  foldJson(node, { card: '5555555555554444' })
  foldJson(node, undefined)
  const card = node.objects?.properties.get('card')
  expect([node.n, card?.present]).toEqual([2, 2])
  const values = [...(card?.schema.strings?.distinct.values.values() ?? [])]
  expect(values.map(({ detected }) => detected.includes('card_pan'))).toEqual([true, true])
  expect(values.every(({ word }) => word === null)).toBe(true)
  const other = emptySchemaNode()
  mergeSchemaNode(other, node)
  expect(other.n).toBe(2)
})
