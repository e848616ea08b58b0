// Names that a document gives to what it carries: properties, parameters, schemas, operations, tags. Never what values say (enums, examples).

import type { Document } from './documents.ts'

/** Nodes looked at: a few documents are endless. */
const NODES_MAX = 400_000

export function fieldNamesOf(document: Document, name: (text: string) => void): void {
  let left = NODES_MAX
  const visit = (node: Document): void => {
    if (!node || typeof node !== 'object' || left-- <= 0) return
    if (Array.isArray(node)) {
      for (const each of node) visit(each)
      return
    }
    if (typeof node.operationId === 'string') name(node.operationId)
    if (typeof node.in === 'string' && typeof node.name === 'string' && node.in !== 'header') name(node.name)
    for (const key in node) {
      if (key === 'enum' || key === 'example' || key === 'examples' || key === 'default' || key.startsWith('x-')) continue
      const value = node[key]
      if (key === 'properties' || key === 'schemas' || key === 'definitions') for (const each in value) name(each)
      visit(value)
    }
  }
  visit(document.paths)
  visit(document.components ?? { definitions: document.definitions })
}
