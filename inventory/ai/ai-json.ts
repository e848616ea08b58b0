// The AI inventory as the commands print it. Sorted everywhere: the same inventory gives the same text.

import type { Agent, AiInventory, McpServer } from './ai-model.ts'
import { foldAliases } from './mcp-aliases.ts'
import { judgeMcp, type McpConfidence } from './mcp-signals.ts'
import { nameDialects } from './provider.ts'

export type McpStatus = 'serving' | 'auth-required' | 'rejecting' | 'declared'
type McpEra = 'legacy' | 'modern' | 'dual'

export interface McpServerJson {
  address: string
  hosts: string[]
  path: string
  confidence: McpConfidence
  /** Sum of the weights behind `confidence`. */
  score: number
  status: McpStatus
  names: string[]
  versions: string[]
  protocolVersions: string[]
  transports: string[]
  era: McpEra
  tools: { name: string; listed: boolean; calls: number; errors: number }[]
  resources: string[]
  prompts: string[]
  sessions: number
  clients: { name: string; version: string }[]
  auth: string
  firstSeenUs: number
  lastSeenUs: number
}

export interface AiProviderJson {
  id: string
  kind: string
  host: string
  address: string
  visibility: 'clear' | 'encrypted'
  models: string[]
  requests: number
  tokensIn: number
  tokensOut: number
  clients: string[]
}

export type AgentJson = Pick<Agent, 'protocol' | 'address' | 'host' | 'path' | 'name' | 'version'>

/** First revision that knows no handshake and no sessions. */
const MODERN = '2026-07-28'

/** The answer of `mcp --format json`. */
export function mcpServersJson(ai: AiInventory): { servers: McpServerJson[] } {
  return { servers: foldAliases(ai.mcpServers).map(serverJson) }
}

/** The answer of `ai --format json`. */
export function aiJson(ai: AiInventory): { providers: AiProviderJson[]; agents: AgentJson[] } {
  return {
    providers: nameDialects(ai.providers).map(({ seen: _, models, clients, ...provider }) => ({
      ...provider,
      models: keys(models),
      clients: keys(clients),
    })),
    agents: [...ai.agents]
      .sort(byText)
      .map(([, { protocol, address, host, path, name, version }]) => ({ protocol, address, host, path, name, version })),
  }
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
    hosts: keys(server.hosts),
    path: server.path,
    confidence,
    score,
    status: mcpStatus(server),
    names: keys(server.names),
    versions: keys(server.versions),
    protocolVersions: keys(server.protocolVersions),
    transports: keys(server.transports),
    era: era(server),
    tools: [...server.tools].sort(byText).map(([name, { listed, calls, errors }]) => ({ name, listed, calls, errors })),
    resources: keys(server.resources),
    prompts: keys(server.prompts),
    sessions: server.sessions.size,
    clients: [...server.clients].sort(byText).map(([, { name, version }]) => ({ name, version })),
    auth: keys(server.auth).join(', ') || (server.authRequired > 0 ? 'required' : 'unknown'),
    firstSeenUs: server.seen.firstUs,
    lastSeenUs: server.seen.lastUs,
  }
}

function era(server: McpServer): McpEra {
  const revisions = [...server.protocolVersions.keys()]
  const modern = revisions.some((revision) => revision >= MODERN) || server.evidence.has('request-meta')
  const legacy = revisions.some((revision) => revision < MODERN) || server.evidence.has('initialize-result')
  return modern ? (legacy ? 'dual' : 'modern') : 'legacy'
}

const keys = (counts: ReadonlyMap<string, unknown>): string[] => [...counts.keys()].sort()
const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)
