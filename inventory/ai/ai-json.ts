// Model providers and agents as the commands print them. Sorted everywhere: the same inventory gives the same text.

import type { Agent, AiInventory, AiProvider } from './ai-model.ts'
import { CATALOGUE_VERSION } from './catalogue.ts'
import { countsJson, sortedKeys } from './counts.ts'
import { nameDialects } from './provider.ts'

export type { McpServerJson } from './mcp-json.ts'
export { mcpServersJson, mcpStatus } from './mcp-json.ts'

export interface AiProviderJson {
  id: string
  kind: string
  host: string
  address: string
  visibility: 'clear' | 'encrypted'
  models: string[]
  operations: Record<string, number>
  requests: number
  errors: number
  streamed: number
  tokensIn: number
  tokensOut: number
  /** Of TLS connections. */
  connections: number
  bytesOut: number
  bytesIn: number
  clients: string[]
  callers: {
    address: string
    requests: number
    tokensIn: number
    tokensOut: number
    models: string[]
    agents: string[]
    /** Hands results of tools to the model. */
    isAgent: boolean
  }[]
  /** One row a credential. Their hashes, keyed with the database, are told by `explain`. */
  credentials: { kind: string; requests: number; clients: string[] }[]
  /** Successes without a credential. */
  open: number
  /** Kinds of sensitive values in prompts -> requests. */
  prompts: Record<string, number>
  upstreams: string[]
}

export interface AgentJson {
  protocol: string
  address: string
  host: string
  path: string
  name: string
  version: string
  /** `declared`: a card was read and nobody was seen talking to it. */
  status: 'declared' | 'observed'
  protocolVersions: string[]
  skills: string[]
  urls: string[]
  authDeclared: string[]
  auth: string[]
  methods: Record<string, number>
  tools: string[]
  clients: string[]
}

/** The answer of `ai --format json`. */
export function aiJson(ai: AiInventory): { catalogue: string; providers: AiProviderJson[]; agents: AgentJson[] } {
  return {
    catalogue: CATALOGUE_VERSION,
    providers: nameDialects(ai.providers).map(providerJson),
    agents: [...ai.agents].sort(byText).map(([, agent]) => agentJson(agent)),
  }
}

function providerJson(provider: AiProvider): AiProviderJson {
  const { id, kind, host, address, visibility, requests, errors, streamed, tokensIn, tokensOut, connections, bytesOut, bytesIn, open } =
    provider
  return {
    ...{ id, kind, host, address, visibility },
    models: sortedKeys(provider.models),
    operations: countsJson(provider.operations),
    ...{ requests, errors, streamed, tokensIn, tokensOut, connections, bytesOut, bytesIn },
    clients: sortedKeys(provider.clients),
    callers: [...provider.callers].sort(byText).map(([from, caller]) => ({
      address: from,
      requests: caller.requests,
      tokensIn: caller.tokensIn,
      tokensOut: caller.tokensOut,
      models: sortedKeys(caller.models),
      agents: sortedKeys(caller.agents),
      isAgent: caller.toolResults > 0,
    })),
    credentials: credentialsJson(provider),
    open,
    prompts: countsJson(provider.prompts),
    upstreams: sortedKeys(provider.upstreams),
  }
}

/** Sorted by what does not depend on the key of the database. */
function credentialsJson(provider: AiProvider): AiProviderJson['credentials'] {
  const text = (row: AiProviderJson['credentials'][number]): string =>
    `${row.kind} ${row.clients.join()} ${String(row.requests).padStart(12, '0')}`
  return [...provider.credentials.values()]
    .map(({ kind, n, clients }) => ({ kind, requests: n, clients: sortedKeys(clients) }))
    .sort((a, b) => (text(a) < text(b) ? -1 : 1))
}

function agentJson(agent: Agent): AgentJson {
  const { protocol, address, host, path, name, version } = agent
  return {
    ...{ protocol, address, host, path, name, version },
    status: agent.declared ? 'declared' : 'observed',
    protocolVersions: sortedKeys(agent.protocolVersions),
    skills: sortedKeys(agent.skills),
    urls: sortedKeys(agent.urls),
    authDeclared: sortedKeys(agent.authDeclared),
    auth: sortedKeys(agent.auth),
    methods: countsJson(agent.methods),
    tools: sortedKeys(agent.tools),
    clients: sortedKeys(agent.clients),
  }
}

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)
