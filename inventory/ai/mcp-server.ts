// The record of one MCP server, and how two of them add up.

import type { McpCaller, McpClient, McpServer, McpTool } from './ai-model.ts'
import { mergeCounts, NAMES_MAX, tallySmallest } from './counts.ts'
import { emptyTool, mergeTool } from './mcp-tool.ts'
import { emptySeen, mergeSeen } from './seen.ts'

const TOOLS_MAX = 4096
const LISTINGS_MAX = 64
/** Long texts: instructions, descriptions of prompts. */
export const TEXTS_MAX = 64

const COUNTS = [
  'hosts',
  'evidence',
  'declaredBy',
  'callsBy',
  'sensitive',
  'names',
  'titles',
  'versions',
  'protocolVersions',
  'supportedVersions',
  'transports',
  'responseModes',
  'traits',
  'messagePaths',
  'capabilities',
  'resources',
  'templates',
  'prompts',
  'auth',
  'authFacts',
  'origins',
  'mismatches',
  'proxies',
  'methods',
] as const
const TEXTS = ['instructions', 'promptTexts'] as const
const NUMBERS = ['served', 'authRequired', 'rejected', 'partialLists', 'sessionsEnded', 'sessionsExpired', 'open', 'unauthorized'] as const

type CountField = (typeof COUNTS)[number] | (typeof TEXTS)[number]
type NumberField = (typeof NUMBERS)[number]

export function emptyServer(address: string, path: string): McpServer {
  const counts = Object.fromEntries([...COUNTS, ...TEXTS].map((name) => [name, new Map()])) as Record<CountField, Map<string, number>>
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as Record<NumberField, number>
  return {
    address,
    path,
    declared: false,
    ...counts,
    ...numbers,
    tools: new Map(),
    listings: new Map(),
    sessions: new Set(),
    clients: new Map(),
    callers: new Map(),
    seen: emptySeen(),
  }
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

/** The client of that name and version, made if need be. */
export function clientOf(server: McpServer, name: string, version: string): McpClient | null {
  const key = `${name} ${version}`
  let client = server.clients.get(key)
  if (client === undefined && server.clients.size < NAMES_MAX) {
    client = { name, version, n: 0, addresses: new Map(), agents: new Map(), protocols: new Map(), capabilities: new Map() }
    server.clients.set(key, client)
  }
  return client ?? null
}

/** Who calls from that address. */
export function callerOf(server: McpServer, address: string): McpCaller | null {
  let caller = server.callers.get(address)
  if (caller === undefined && server.callers.size < NAMES_MAX) {
    caller = { requests: 0, refused: 0, tools: new Map(), firstUs: 0 }
    server.callers.set(address, caller)
  }
  return caller ?? null
}

/** Add `from` to `into`, whatever address and path it has. */
export function mergeServer(into: McpServer, from: McpServer): void {
  for (const field of COUNTS) mergeCounts(into[field], from[field])
  for (const field of TEXTS) for (const [text, n] of from[field]) tallySmallest(into[field], text, n, TEXTS_MAX)
  for (const field of NUMBERS) into[field] += from[field]
  into.declared ||= from.declared
  for (const session of from.sessions) if (into.sessions.size < NAMES_MAX) into.sessions.add(session)
  for (const client of from.clients.values()) mergeClient(clientOf(into, client.name, client.version), client)
  for (const [address, caller] of from.callers) mergeCaller(callerOf(into, address), caller)
  for (const [name, tool] of from.tools) {
    const mine = toolOf(into, name)
    if (mine !== null) mergeTool(mine, tool)
  }
  for (const [one, listing] of from.listings) noteListing(into, one, listing)
  mergeSeen(into.seen, from.seen)
}

function mergeClient(into: McpClient | null, from: McpClient): void {
  if (into === null) return
  into.n += from.n
  for (const field of ['addresses', 'agents', 'protocols', 'capabilities'] as const) mergeCounts(into[field], from[field])
}

function mergeCaller(into: McpCaller | null, from: McpCaller): void {
  if (into === null) return
  if (into.firstUs === 0 || (from.firstUs !== 0 && from.firstUs < into.firstUs)) into.firstUs = from.firstUs
  into.requests += from.requests
  into.refused += from.refused
  mergeCounts(into.tools, from.tools)
}

/** Keep the later of two whole lists; of two at the same time the one with the greater names. */
export function noteListing(server: McpServer, one: string, { atUs, tools }: { atUs: number; tools: readonly string[] }): void {
  const mine = server.listings.get(one)
  if (mine === undefined) {
    if (server.listings.size < LISTINGS_MAX) server.listings.set(one, { atUs, tools: [...tools] })
  } else if (atUs > mine.atUs || (atUs === mine.atUs && tools.join('\n') > mine.tools.join('\n'))) {
    server.listings.set(one, { atUs, tools: [...tools] })
  }
}
