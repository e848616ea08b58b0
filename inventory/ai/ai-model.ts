// MCP servers, model providers and agents as the inventory keeps them: mergeable, bounded, without contents of calls.

import type { Seen } from '../model.ts'
import type { SchemaNode } from '../schema/schema-node.ts'

export interface McpTool {
  name: string
  /** Seen in a tools/list result. */
  listed: boolean
  /** Completed calls, whatever their result; `errors`: `isError: true` or a JSON-RPC error. */
  calls: number
  errors: number
  /** SHA-256 of the canonical definition -> when it was seen. */
  definitions: Map<string, Seen>
  /** The declared definition seen last (name, title, description, inputSchema, outputSchema, annotations) as JSON text; null when never listed. */
  definition: string | null
  arguments: SchemaNode
  results: SchemaNode
}

/** Identity: server address and path; host names are a set. */
export interface McpServer {
  /** `ip:port`. */
  address: string
  path: string
  hosts: Map<string, number>
  /** Evidence signal id (ai/mcp-signals.ts) -> times seen. The score is computed from these. */
  evidence: Map<string, number>
  served: number
  authRequired: number
  rejected: number
  /** Only named in a document or model call, never seen. */
  declared: boolean
  names: Map<string, number>
  versions: Map<string, number>
  protocolVersions: Map<string, number>
  transports: Map<string, number>
  tools: Map<string, McpTool>
  resources: Map<string, number>
  prompts: Map<string, number>
  /** Keyed hashes of the session ids that the server issued. */
  sessions: Set<string>
  /** `name version` -> requests. */
  clients: Map<string, { name: string; version: string; n: number }>
  auth: Map<string, number>
  methods: Map<string, number>
  seen: Seen
}

export interface AiProvider {
  /** Catalogue id, such as `openai`; `openai-compatible` where only the dialect is known. */
  id: string
  kind: string
  host: string
  address: string
  visibility: 'clear' | 'encrypted'
  models: Map<string, number>
  requests: number
  tokensIn: number
  tokensOut: number
  clients: Map<string, number>
  seen: Seen
}

export interface Agent {
  protocol: string
  address: string
  host: string
  path: string
  name: string
  version: string
  seen: Seen
}

/** Keys: `address path` for servers and agents, `id host address visibility` for providers. */
export interface AiInventory {
  mcpServers: Map<string, McpServer>
  providers: Map<string, AiProvider>
  agents: Map<string, Agent>
}
