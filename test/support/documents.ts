// JSON documents as they come, and their evidence.

import fc from 'fast-check'
import { JsonWalker } from '../../inventory/observe/body/json.ts'
import { Tape } from '../../inventory/observe/body/tape.ts'
import { encodeSchema } from '../../inventory/schema/encode.ts'
import { foldBody } from '../../inventory/schema/fold.ts'
import { createSchemaNode, type SchemaNode } from '../../inventory/schema/schema-node.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'

const tape = new Tape(DEFAULT_LIMITS, () => [])
const walker = new JsonWalker(tape)

/** Folds the JSON text of each value into `node`, by the product's own way. */
export function learn(values: readonly unknown[], node: SchemaNode = createSchemaNode()): SchemaNode {
  for (const value of values) learnText(JSON.stringify(value), node)
  return node
}

export function learnText(text: string, node: SchemaNode, truncated = false): void {
  const bytes = new TextEncoder().encode(text)
  tape.reset(bytes)
  if (walker.walk(bytes, 0, bytes.length, truncated) === 'malformed') return
  foldBody(node, { mediaType: 'application/json', bodyBytes: bytes.length, truncated, keyHashes: [], tape })
}

/** All of the evidence in a form that can be compared. */
export const evidence = (node: SchemaNode): string =>
  JSON.stringify(encodeSchema(node, { words: 'all' }), (_, value) => (Math.abs(value) === Infinity ? String(value) : value))

const names = fc.oneof(
  fc.constantFrom('id', 'name', 'type', 'state', 'items', 'price', 'email', 'ü', ''),
  fc.string({ maxLength: 3 }),
  fc.uuid(),
  fc.integer({ min: 2000, max: 2999 }).map(String),
)
const scalars = fc.oneof(
  fc.constantFrom(null, true, false, 'open', 'closed', 'merged', '', 'true', '12', 1, 2, 3, 0.5, 2 ** 53, 1e300),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.uuid(),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.ipV4(),
  fc.ipV6(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.base64String({ minLength: 24, maxLength: 40 }),
)

/** Any JSON, with the names and values of APIs more often than not. */
export const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalars,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(names, tie('json'), { maxKeys: 5, noNullPrototype: true }),
  ),
}))

/** Documents of one operation: the same few properties, some of them optional or null, some of several kinds. */
export const documents = fc
  .array(fc.tuple(fc.constantFrom('id', 'state', 'tags', 'owner'), scalars), { minLength: 1, maxLength: 4 })
  .chain((fields) =>
    fc.array(
      fc
        .tuple(
          ...fields.map(([name, value]) =>
            fc.tuple(fc.constant(name), fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: json })),
          ),
        )
        .map((pairs) => Object.fromEntries(pairs) as unknown),
      { minLength: 1, maxLength: 60 },
    ),
  )
