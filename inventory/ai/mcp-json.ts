// MCP servers as the commands print them. Sorted everywhere: the same inventory gives the same text.

import { toJsonSchema } from '../schema/index.ts'
import type { AiInventory, McpServer, McpTool } from './ai-model.ts'
import { countsJson, sortedKeys } from './counts.ts'
import { percentileMs } from './durations.ts'
import { type JsonObject, objectAt, parseJson, textAt } from './json-value.ts'
import { foldAliases } from './mcp-aliases.ts'
import { judgeMcp, type McpConfidence } from './mcp-signals.ts'

type McpStatus = 'serving' | 'auth-required' | 'rejecting' | 'declared'
type McpEra = 'legacy' | 'modern' | 'dual'

interface McpToolJson {
  name: string
  listed: boolean
  calls: number
  /** `isError` results and JSON-RPC errors; `rpcErrors`: only the latter. */
  errors: number
  rpcErrors: number
  p50Ms: number | null
  p95Ms: number | null
  bytesIn: number
  bytesOut: number
  title: string
  description: string
  /** SHA-256 of the canonical declaration; `definitions`: all that were seen, oldest first. */
  definitionHash: string | null
  definitions: string[]
  /** As declared. */
  inputSchema: JsonObject | null
  outputSchema: JsonObject | null
  annotations: JsonObject | null
  /** As seen; null without a call. */
  argumentsSchema: unknown
  resultsSchema: unknown
  /** `arguments email` -> times. */
  sensitive: Record<string, number>
}

export interface McpServerJson {
  address: string
  hosts: string[]
  path: string
  confidence: McpConfidence
  /** Sum of the weights behind `confidence`. */
  score: number
  status: McpStatus
  names: string[]
  titles: string[]
  versions: string[]
  instructions: string[]
  protocolVersions: string[]
  supportedVersions: string[]
  transports: string[]
  responseModes: string[]
  traits: string[]
  messagePaths: string[]
  era: McpEra
  capabilities: string[]
  tools: McpToolJson[]
  /** Some list was cut off, or lacks pages. */
  partial: boolean
  /** `resources email` -> times: outside of tools. */
  sensitive: Record<string, number>
  resources: string[]
  resourceTemplates: string[]
  prompts: string[]
  sessions: number
  sessionsEnded: number
  sessionsExpired: number
  clients: {
    name: string
    version: string
    requests: number
    calls: number
    addresses: string[]
    agents: string[]
    protocolVersions: string[]
    capabilities: string[]
  }[]
  callers: { address: string; requests: number; refused: number; tools: Record<string, number> }[]
  auth: string
  authFacts: string[]
  /** Refusals for want of a credential, and answers to requests without one. */
  unauthorized: number
  open: number
  origins: string[]
  mismatches: Record<string, number>
  proxies: string[]
  methods: Record<string, number>
  declaredBy: string[]
  firstSeenUs: number
  lastSeenUs: number
}

/** First revision that knows no handshake and no sessions. */
const MODERN = '2026-07-28'

/** The answer of `mcp --format json`. */
export function mcpServersJson(ai: AiInventory): { servers: McpServerJson[] } {
  return { servers: foldAliases(ai.mcpServers).map(serverJson) }
}

/** What one server is said to be, from its counts. */
export function mcpStatus(server: McpServer): McpStatus {
  if (server.served > 0) return 'serving'
  if (server.authRequired > 0) return 'auth-required'
  return server.seen.n === 0 && server.declared ? 'declared' : 'rejecting'
}

function serverJson(server: McpServer): McpServerJson {
  const { score, confidence } = judgeMcp(server)
  return {
    address: server.address,
    hosts: sortedKeys(server.hosts),
    path: server.path,
    confidence,
    score,
    status: mcpStatus(server),
    names: sortedKeys(server.names),
    titles: sortedKeys(server.titles),
    versions: sortedKeys(server.versions),
    instructions: sortedKeys(server.instructions),
    protocolVersions: sortedKeys(server.protocolVersions),
    supportedVersions: sortedKeys(server.supportedVersions),
    transports: sortedKeys(server.transports),
    responseModes: sortedKeys(server.responseModes),
    traits: sortedKeys(server.traits),
    messagePaths: sortedKeys(server.messagePaths),
    era: era(server),
    capabilities: sortedKeys(server.capabilities),
    tools: [...server.tools].sort(byText).map(([, tool]) => toolJson(tool)),
    partial: server.partialLists > 0,
    sensitive: countsJson(server.sensitive),
    resources: sortedKeys(server.resources),
    resourceTemplates: sortedKeys(server.templates),
    prompts: sortedKeys(server.prompts),
    ...peopleJson(server),
    auth: sortedKeys(server.auth).join(', ') || (server.authRequired > 0 ? 'required' : 'unknown'),
    authFacts: sortedKeys(server.authFacts),
    unauthorized: server.unauthorized,
    open: server.open,
    origins: sortedKeys(server.origins),
    mismatches: countsJson(server.mismatches),
    proxies: sortedKeys(server.proxies),
    methods: countsJson(server.methods),
    declaredBy: sortedKeys(server.declaredBy),
    firstSeenUs: server.seen.firstUs,
    lastSeenUs: server.seen.lastUs,
  }
}

function peopleJson(server: McpServer): Pick<McpServerJson, 'sessions' | 'sessionsEnded' | 'sessionsExpired' | 'clients' | 'callers'> {
  return {
    sessions: server.sessions.size,
    sessionsEnded: server.sessionsEnded,
    sessionsExpired: server.sessionsExpired,
    clients: [...server.clients].sort(byText).map(([key, { name, version, n, addresses, agents, protocols, capabilities }]) => ({
      name,
      version,
      requests: n,
      calls: server.callsBy.get(key) ?? 0,
      addresses: sortedKeys(addresses),
      agents: sortedKeys(agents),
      protocolVersions: sortedKeys(protocols),
      capabilities: sortedKeys(capabilities),
    })),
    callers: [...server.callers].sort(byText).map(([address, { requests, refused, tools }]) => ({
      address,
      requests,
      refused,
      tools: countsJson(tools),
    })),
  }
}

function toolJson(tool: McpTool): McpToolJson {
  const declared = parseJson(tool.definition ?? 'null')
  const definitions = [...tool.definitions].sort(([a, x], [b, y]) => x.firstUs - y.firstUs || (a < b ? -1 : 1))
  const latest = [...definitions].sort(([, a], [, b]) => b.lastUs - a.lastUs)[0]
  return {
    name: tool.name,
    listed: tool.listed,
    calls: tool.calls,
    errors: tool.errors,
    rpcErrors: tool.rpcErrors,
    p50Ms: percentileMs(tool.durations, 0.5),
    p95Ms: percentileMs(tool.durations, 0.95),
    bytesIn: tool.bytesIn,
    bytesOut: tool.bytesOut,
    title: textAt(declared, 'title'),
    description: textAt(declared, 'description'),
    definitionHash: latest?.[0] ?? null,
    definitions: definitions.map(([hash]) => hash),
    inputSchema: objectAt(declared, 'inputSchema'),
    outputSchema: objectAt(declared, 'outputSchema'),
    annotations: objectAt(declared, 'annotations'),
    argumentsSchema: tool.arguments.n === 0 ? null : toJsonSchema(tool.arguments, { direction: 'request' }),
    resultsSchema: tool.results.n === 0 ? null : toJsonSchema(tool.results, { direction: 'response' }),
    sensitive: countsJson(tool.sensitive),
  }
}

function era(server: McpServer): McpEra {
  const revisions = [...server.protocolVersions.keys()]
  const modern = revisions.some((revision) => revision >= MODERN) || server.evidence.has('request-meta')
  const legacy = revisions.some((revision) => revision < MODERN) || server.evidence.has('initialize-result')
  return modern ? (legacy ? 'dual' : 'modern') : 'legacy'
}

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)
