// Sensitive data in arguments and results of a tool: from free text, by values that prove themselves; from fields, as bodies are judged.

import type { McpServer, McpTool } from '../ai/ai-model.ts'
import { judgeField, verdictOf } from '../judge/judge-field.ts'
import { wordsOf } from '../judge/name-words.ts'
import { sensitiveType } from '../judge/sensitive-types/index.ts'
import type { SchemaNode } from '../schema/schema-node.ts'
import { walkFields } from '../schema/walk-fields.ts'

export interface ToolDatum {
  readonly side: 'arguments' | 'results' | 'header'
  readonly type: string
  /** JSONPath; null in free text. */
  readonly path: string | null
  readonly n: number
}

export function dataOf(tool: McpTool): ToolDatum[] {
  const data: ToolDatum[] = []
  for (const [key, n] of [...tool.sensitive].sort()) {
    const [side, type] = key.split(' ')
    if ((side === 'arguments' || side === 'results' || side === 'header') && type !== undefined) data.push({ side, type, path: null, n })
  }
  const told = new Set(data.map(({ side, type }) => `${side} ${type}`))
  for (const [side, schema] of [
    ['arguments', tool.arguments],
    ['results', tool.results],
  ] as const)
    for (const { type, path, n } of fieldsOf(schema)) if (!told.has(`${side} ${type}`)) data.push({ side, type, path, n })
  return data
}

/** The same outside of tools: in resources, prompts, and what clients answer. */
export const textsOf = (server: McpServer): { place: string; type: string; n: number }[] =>
  [...server.sensitive].sort().map(([key, n]) => ({ place: key.slice(0, key.indexOf(' ')), type: key.slice(key.indexOf(' ') + 1), n }))

/** The text of a result is no field; what is in it has been looked at word by word. */
const PROSE = '$[].text'

function fieldsOf(schema: SchemaNode): { type: string; path: string; n: number }[] {
  const found: { type: string; path: string; n: number }[] = []
  walkFields(schema, (path, node, name) => {
    if (path === PROSE) return
    const [best] = judgeField(name, parentsOf(path), node)
    if (best !== undefined && verdictOf(best.confidence) === 'confirmed') found.push({ type: best.type.id, path, n: best.distinct })
  })
  return found
}

/** Names of the objects around a field, nearest first. */
const parentsOf = (path: string): string[] =>
  (path.match(/\.[^.['\]]+/g) ?? [])
    .slice(0, -1)
    .reverse()
    .map((step) => wordsOf(step).join('').replace(/s$/, ''))

export const isSecret = (type: string): boolean =>
  sensitiveType(type)?.categories.some((category) => category === 'secret' || category === 'credential') === true

export const isPersonal = (type: string): boolean =>
  sensitiveType(type)?.categories.some((category) => ['PII', 'PHI', 'PCI', 'financial', 'government_id', 'special'].includes(category)) ===
    true && sensitiveType(type)?.severity !== 'low'

export const titleOf = (type: string): string => sensitiveType(type)?.title ?? type
