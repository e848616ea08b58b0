// The fields of an operation's bodies as rows: what people with SQL look for.

import type { BodyEvidence, Operation } from '../model.ts'
import { type SchemaNode, walkFields } from '../schema/index.ts'

export interface OperationField {
  readonly location: 'request.body' | 'response.body'
  /** JSONPath such as `$.users[].email`. */
  readonly path: string
  /** Kinds of value seen, such as `integer|null`. */
  readonly types: string
}

/** Every path below the top of every body, once a direction, in order of path. */
export function operationFields(operation: Operation): OperationField[] {
  const responses = [...operation.responses.values()].flatMap((response) => [...response.bodies.values()])
  return [...fieldsOf('request.body', operation.requestBodies.values()), ...fieldsOf('response.body', responses)]
}

function fieldsOf(location: OperationField['location'], bodies: Iterable<BodyEvidence>): OperationField[] {
  const types = new Map<string, Set<string>>()
  for (const body of bodies)
    walkFields(body.schema, (path, node) => {
      if (path === '$') return
      const known = types.get(path)
      if (known === undefined) types.set(path, new Set(kindsOf(node)))
      else for (const kind of kindsOf(node)) known.add(kind)
    })
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, kinds]) => ({ location, path, types: [...kinds].sort().join('|') }))
}

function kindsOf(node: SchemaNode): string[] {
  const kinds: string[] = []
  if (node.nulls > 0) kinds.push('null')
  if (node.booleans > 0) kinds.push('boolean')
  if (node.numbers !== null) kinds.push(node.numbers.integers === node.numbers.n ? 'integer' : 'number')
  if (node.strings !== null) kinds.push('string')
  if (node.arrays !== null) kinds.push('array')
  if (node.objects !== null) kinds.push('object')
  return kinds
}
