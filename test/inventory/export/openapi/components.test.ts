import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Components } from '../../../../inventory/export/openapi/components.ts'
import type { JsonSchema } from '../../../../inventory/schema/index.ts'

function share(schemas: JsonSchema[]): { placed: JsonSchema[]; components: Record<string, JsonSchema> } {
  const components = new Components()
  const placed: JsonSchema[] = []
  for (const [index, schema] of schemas.entries()) components.add(schema, 'Thing', (one) => (placed[index] = one))
  return { components: components.finish(), placed }
}

/** References put back. */
const expand = (value: unknown, components: Record<string, JsonSchema>): unknown => {
  if (Array.isArray(value)) return value.map((child) => expand(child, components))
  if (typeof value !== 'object' || value === null) return value
  const reference = (value as { $ref?: string }).$ref
  if (typeof reference === 'string') return expand(components[reference.split('/').at(-1) as string], components)
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, expand(child, components)]))
}

const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<JsonSchema>({ type: 'string' }, { type: 'integer' }, { type: 'string', enum: ['a'] }),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'items', '$ref', '__proto__x'), tie('schema'), { maxKeys: 3 })
      .map((properties): JsonSchema => ({ type: 'object', properties })),
    tie('schema').map((items): JsonSchema => ({ type: 'array', items })),
    fc.array(tie('schema'), { maxLength: 2 }).map((oneOf): JsonSchema => ({ oneOf })),
  ),
}))

test('with the references put back, every schema is what it was', () => {
  fc.assert(
    fc.property(fc.array(schema, { maxLength: 6 }), (schemas) => {
      const { placed, components } = share(schemas)
      // a property called `$ref` is no reference: expand only knows references as strings
      expect(placed.map((one) => expand(one, components))).toEqual(schemas)
    }),
  )
})

test('counts are no reason not to share; a shared schema tells none', () => {
  const of = (n: number): JsonSchema => ({
    type: 'object',
    properties: { a: { type: 'string', 'x-earshot-samples': n }, b: { type: 'string' } },
  })
  const { placed, components } = share([of(1), of(2)])
  expect(placed).toEqual([{ $ref: '#/components/schemas/Thing' }, { $ref: '#/components/schemas/Thing' }])
  expect(JSON.stringify(components)).not.toContain('x-earshot')
})

test('what occurs once, or has one property, stays where it is', () => {
  const small = { type: 'object', properties: { a: { type: 'string' } } }
  const once = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string', 'x-earshot-samples': 3 } } }
  expect(share([small, small, once])).toEqual({ components: {}, placed: [small, small, once] })
})

test('two schemas that want one name both get one', () => {
  const of = (name: string): JsonSchema => ({ type: 'object', properties: { id: { type: 'string' }, [name]: { type: 'string' } } })
  expect(Object.keys(share([of('a'), of('b'), of('a'), of('b'), of('b')]).components)).toEqual(['Thing', 'Thing2'])
})
