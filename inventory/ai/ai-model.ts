// MCP servers, model providers and agents as the inventory keeps them: mergeable, bounded, without contents of calls.

import type { Seen } from '../model.ts'
import type { SchemaNode } from '../schema/schema-node.ts'
import type { Durations } from './durations.ts'

/** One wording of a tool. */
export interface ToolDefinition extends Seen {
  /** Canonical JSON; null when it is too long to keep. */
  text: string | null
  /** Abilities of the clients it was shown to (`elicitation,roots`); servers word tools differently for different clients. */
  classes: Set<string>
  /** Versions of the server that showed it. */
  versions: Set<string>
}

export interface McpTool {
  name: string
  /** Seen in a tools/list result. */
  listed: boolean
  /** Completed calls, whatever their result; `errors`: `isError: true` or a JSON-RPC error; `rpcErrors`: only the latter. */
  calls: number
  errors: number
  rpcErrors: number
  bytesIn: number
  bytesOut: number
  /** Of calls whose answer came in the same exchange. */
  durations: Durations
  lastUs: number
  /** SHA-256 of the canonical definition -> when it was seen. */
  definitions: Map<string, ToolDefinition>
  /** The declared definition seen last (name, title, description, inputSchema, outputSchema, annotations, icons) as JSON text; null when never listed. */
  definition: string | null
  arguments: SchemaNode
  results: SchemaNode
  /** `arguments email`, `results aws_access_key_id`, `header jwt` -> times: kinds of sensitive values in free text. */
  sensitive: Map<string, number>
  /** Kinds of addresses that were handed to it: `metadata`, `link-local`. */
  targets: Map<string, number>
}

export interface McpClient {
  name: string
  version: string
  n: number
  addresses: Map<string, number>
  /** Products of User-Agent headers. */
  agents: Map<string, number>
  protocols: Map<string, number>
  capabilities: Map<string, number>
}

/** Who calls from one address. */
export interface McpCaller {
  requests: number
  /** Requests that were refused, or answered by something that knows no MCP. */
  refused: number
  /** Tool -> calls. */
  tools: Map<string, number>
  firstUs: number
}

/** A whole list of tools, as clients of one class saw it last. */
export interface ToolListing {
  atUs: number
  tools: string[]
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
  /** What named it: `model call`, `server card`, `acp session`, `gateway`. */
  declaredBy: Map<string, number>
  names: Map<string, number>
  titles: Map<string, number>
  versions: Map<string, number>
  /** What the server tells models about itself. */
  instructions: Map<string, number>
  protocolVersions: Map<string, number>
  /** Revisions that the server says it supports. */
  supportedVersions: Map<string, number>
  transports: Map<string, number>
  /** `json`, `sse`. */
  responseModes: Map<string, number>
  /** `sessions`, `batches`, `resumption`, `input-required`, `subscriptions`, `tasks`. */
  traits: Map<string, number>
  /** Where messages are posted, for HTTP+SSE. */
  messagePaths: Map<string, number>
  /** `tools`, `tools.listChanged`, `extensions.io.example/x`. */
  capabilities: Map<string, number>
  tools: Map<string, McpTool>
  /** Class of client -> the last whole list. */
  listings: Map<string, ToolListing>
  /** Lists that were cut off, or of which pages are missing. */
  partialLists: number
  /** `resources email`, `prompts iban`, `answers jwt` -> times: kinds of sensitive values outside of tools; answers are those of clients. */
  sensitive: Map<string, number>
  resources: Map<string, number>
  templates: Map<string, number>
  prompts: Map<string, number>
  /** Descriptions of prompts that models read, by `name: description`. */
  promptTexts: Map<string, number>
  /** Keyed hashes of the session ids that the server issued. */
  sessions: Set<string>
  sessionsEnded: number
  sessionsExpired: number
  /** `name version` -> who. */
  clients: Map<string, McpClient>
  /** `name version` of a client -> completed calls; '' where nobody said who. */
  callsBy: Map<string, number>
  /** Address -> who calls from there. */
  callers: Map<string, McpCaller>
  auth: Map<string, number>
  /** Lists and calls that were answered without any credential. */
  open: number
  /** 401 and 403, whatever was asked. */
  unauthorized: number
  /** `metadata URL`, `issuer URL`, `scope name`. */
  authFacts: Map<string, number>
  /** `accepted https://evil.example`, `refused …`: origins of pages on other hosts. */
  origins: Map<string, number>
  /** Of the newest revision: `accepted mcp-name`, `refused mcp-name`. */
  mismatches: Map<string, number>
  /** `via`, `x-forwarded-for`: the server stands behind a proxy. */
  proxies: Map<string, number>
  methods: Map<string, number>
  seen: Seen
}

/** A credential as it may be kept. */
export interface ProviderCredential {
  /** `bearer`, `api-key`, `aws-signature`, `openai_key` … */
  kind: string
  n: number
  clients: Map<string, number>
}

export interface ProviderCaller {
  requests: number
  tokensIn: number
  tokensOut: number
  models: Map<string, number>
  /** Requests that hand back results of tools: the caller is an agent. */
  toolResults: number
  /** Products of User-Agent headers. */
  agents: Map<string, number>
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
  errors: number
  tokensIn: number
  tokensOut: number
  /** `chat`, `embeddings`, `search` … */
  operations: Map<string, number>
  streamed: number
  /** Of TLS connections. */
  connections: number
  bytesOut: number
  bytesIn: number
  clients: Map<string, number>
  callers: Map<string, ProviderCaller>
  /** Hash of the credential -> what is known of it. On disk the hash is an HMAC under the key of the database. */
  credentials: Map<number, ProviderCredential>
  /** Successes without any credential. */
  open: number
  /** Kinds of sensitive values in prompts -> times. */
  prompts: Map<string, number>
  /** Who really answers, where a gateway tells. */
  upstreams: Map<string, number>
  seen: Seen
}

export interface Agent {
  protocol: string
  address: string
  host: string
  path: string
  name: string
  version: string
  /** Only a card was seen. */
  declared: boolean
  protocolVersions: Map<string, number>
  skills: Map<string, number>
  /** URLs that the card names. */
  urls: Map<string, number>
  /** Kinds of authentication that the card asks for. */
  authDeclared: Map<string, number>
  /** Kinds that requests carried, for those that succeeded. */
  auth: Map<string, number>
  methods: Map<string, number>
  tools: Map<string, number>
  clients: Map<string, number>
  seen: Seen
}

/** Keys: `address path` for servers and agents, `id host address visibility` for providers. */
export interface AiInventory {
  mcpServers: Map<string, McpServer>
  providers: Map<string, AiProvider>
  agents: Map<string, Agent>
}
