// The record of one MCP server, and how two of them add up.

import type { McpServer, McpTool } from './ai-model.ts'
import { emptySeen, mergeSeen } from './seen.ts'
import { emptySchemaNode, mergeSchemaNode } from './tool-schema.ts'

const TOOLS_MAX = 4096
const NAMES_MAX = 4096

export function emptyServer(address: string, path: string): McpServer {
  return {
    address,
    path,
    hosts: new Map(),
    evidence: new Map(),
    served: 0,
    authRequired: 0,
    rejected: 0,
    declared: false,
    names: new Map(),
    versions: new Map(),
    protocolVersions: new Map(),
    transports: new Map(),
    tools: new Map(),
    resources: new Map(),
    prompts: new Map(),
    sessions: new Set(),
    clients: new Map(),
    auth: new Map(),
    methods: new Map(),
    seen: emptySeen(),
  }
}

/** Count `key` once more; a map that is full takes no new keys. */
export function tally(counts: Map<string, number>, key: string, n = 1): void {
  const before = counts.get(key)
  if (before === undefined && counts.size >= NAMES_MAX) return
  counts.set(key, (before ?? 0) + n)
}

/** The tool of that name, made if need be; null where the server already has more than anybody would offer. */
export function toolOf(server: McpServer, name: string): McpTool | null {
  let tool = server.tools.get(name)
  if (tool === undefined && server.tools.size < TOOLS_MAX) {
    tool = emptyTool(name)
    server.tools.set(name, tool)
  }
  return tool ?? null
}

function emptyTool(name: string): McpTool {
  return {
    name,
    listed: false,
    calls: 0,
    errors: 0,
    definitions: new Map(),
    definition: null,
    arguments: emptySchemaNode(),
    results: emptySchemaNode(),
  }
}

/** Add `from` to `into`, whatever address and path it has. */
export function mergeServer(into: McpServer, from: McpServer): void {
  for (const field of COUNTS) for (const [key, n] of from[field]) tally(into[field], key, n)
  into.served += from.served
  into.authRequired += from.authRequired
  into.rejected += from.rejected
  into.declared ||= from.declared
  for (const session of from.sessions) if (into.sessions.size < NAMES_MAX) into.sessions.add(session)
  for (const [key, client] of from.clients) {
    const mine = into.clients.get(key)
    if (mine !== undefined) mine.n += client.n
    else if (into.clients.size < NAMES_MAX) into.clients.set(key, { ...client })
  }
  for (const [name, tool] of from.tools) {
    const mine = toolOf(into, name)
    if (mine !== null) mergeTool(mine, tool)
  }
  mergeSeen(into.seen, from.seen)
}

const COUNTS = [
  'hosts',
  'evidence',
  'names',
  'versions',
  'protocolVersions',
  'transports',
  'resources',
  'prompts',
  'auth',
  'methods',
] as const

function mergeTool(into: McpTool, from: McpTool): void {
  into.listed ||= from.listed
  into.calls += from.calls
  into.errors += from.errors
  if (laterDefinition(from) > laterDefinition(into)) into.definition = from.definition
  for (const [hash, seen] of from.definitions) {
    const mine = into.definitions.get(hash)
    if (mine === undefined) into.definitions.set(hash, { ...seen })
    else mergeSeen(mine, seen)
  }
  mergeSchemaNode(into.arguments, from.arguments)
  mergeSchemaNode(into.results, from.results)
}

/** When the kept definition was last seen; of two at the same time the greater text is kept, so that order never shows. */
function laterDefinition(tool: McpTool): string {
  let lastUs = 0
  for (const seen of tool.definitions.values()) lastUs = Math.max(lastUs, seen.lastUs)
  return `${String(lastUs).padStart(20, '0')} ${tool.definition ?? ''}`
}
