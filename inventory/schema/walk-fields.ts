// Every place of a body with its path, for whoever judges fields.

import type { SchemaNode } from './schema-node.ts'

/** RFC 9535 §2.5.1.1: member-name-shorthand. */
const PLAIN_NAME = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/

/**
 * Calls `visit` for `node` (`$`) and everything below, parents first, properties in order of their names. Steps are written `.name`, `['odd name']`,
 * `[]` for the items of arrays, `.*` for the values of maps and of properties beyond the bound. `name` is the nearest property name, '' at the top.
 */
export function walkFields(node: SchemaNode, visit: (path: string, node: SchemaNode, name: string) => void): void {
  walk(node, '$', '', visit)
}

function walk(node: SchemaNode, path: string, name: string, visit: (path: string, node: SchemaNode, name: string) => void): void {
  visit(path, node, name)
  if (node.arrays !== null) walk(node.arrays.item, `${path}[]`, name, visit)
  if (node.objects === null) return
  const { properties, overflow } = node.objects
  for (const property of [...properties.keys()].sort()) {
    const schema = properties.get(property)?.schema
    if (schema !== undefined) walk(schema, path + step(property), property, visit)
  }
  if (overflow !== null) walk(overflow, `${path}.*`, name, visit)
}

/** `.name`, or `['first name']` where a plain name would not do. */
function step(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `['${name.replace(/[\\']/g, '\\$&')}']`
}
