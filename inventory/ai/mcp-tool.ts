// The record of one tool, and how two of them add up.

import type { McpTool, ToolDefinition } from './ai-model.ts'
import { mergeCounts } from './counts.ts'
import { mergeDurations } from './durations.ts'
import { emptySeen, mergeSeen } from './seen.ts'
import { emptySchemaNode, mergeSchemaNode } from './tool-schema.ts'

/** Wordings of one tool; a server that has more invents them. */
const DEFINITIONS_MAX = 64
const SET_MAX = 64

export function emptyTool(name: string): McpTool {
  return {
    name,
    listed: false,
    calls: 0,
    errors: 0,
    rpcErrors: 0,
    bytesIn: 0,
    bytesOut: 0,
    durations: new Map(),
    lastUs: 0,
    definitions: new Map(),
    definition: null,
    arguments: emptySchemaNode(),
    results: emptySchemaNode(),
    sensitive: new Map(),
    targets: new Map(),
  }
}

export function mergeTool(into: McpTool, from: McpTool): void {
  into.listed ||= from.listed
  into.calls += from.calls
  into.errors += from.errors
  into.rpcErrors += from.rpcErrors
  into.bytesIn += from.bytesIn
  into.bytesOut += from.bytesOut
  into.lastUs = Math.max(into.lastUs, from.lastUs)
  mergeDurations(into.durations, from.durations)
  if (laterDefinition(from) > laterDefinition(into)) into.definition = from.definition
  for (const [hash, definition] of from.definitions) addDefinition(into, hash, definition)
  mergeSchemaNode(into.arguments, from.arguments)
  mergeSchemaNode(into.results, from.results)
  mergeCounts(into.sensitive, from.sensitive)
  mergeCounts(into.targets, from.targets)
}

/** Of too many wordings those with the smallest hashes are kept, so that order never shows. */
export function addDefinition(tool: McpTool, hash: string, from: Readonly<ToolDefinition>): void {
  let mine = tool.definitions.get(hash)
  if (mine === undefined) {
    mine = { ...emptySeen(), text: from.text, classes: new Set(), versions: new Set() }
    tool.definitions.set(hash, mine)
  }
  mergeSeen(mine, from)
  for (const one of from.classes) if (mine.classes.size < SET_MAX) mine.classes.add(one)
  for (const one of from.versions) if (mine.versions.size < SET_MAX) mine.versions.add(one)
  if (tool.definitions.size <= DEFINITIONS_MAX) return
  let greatest = ''
  for (const known of tool.definitions.keys()) if (known > greatest) greatest = known
  tool.definitions.delete(greatest)
}

/** When the kept definition was last seen; of two at the same time the greater text is kept, so that order never shows. */
function laterDefinition(tool: McpTool): string {
  let lastUs = 0
  for (const seen of tool.definitions.values()) lastUs = Math.max(lastUs, seen.lastUs)
  return `${String(lastUs).padStart(20, '0')} ${tool.definition ?? ''}`
}
