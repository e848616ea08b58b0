// What speaks for, or against, an endpoint being an MCP server. The weights live here and nowhere else; the score is computed
// from the evidence counts of a server whenever somebody asks, so that a better table also judges what was stored before.

import type { McpServer } from './ai-model.ts'

interface SignalRow {
  readonly weight: number
  readonly side: 'request' | 'response'
  /** Can carry a verdict; without one of these an endpoint stays a candidate. */
  readonly strong: boolean
  readonly text: string
}

export const MCP_SIGNALS = {
  'request-meta': { weight: 80, side: 'request', strong: true, text: 'requests name the MCP revision in `_meta`' },
  'initialize-request': { weight: 60, side: 'request', strong: true, text: '`initialize` with a dated revision, client and capabilities' },
  'initialize-result': {
    weight: 60,
    side: 'response',
    strong: true,
    text: 'answers `initialize` with a dated revision, server and capabilities',
  },
  'tools-list-result': { weight: 60, side: 'response', strong: true, text: 'lists tools with a name and an input schema' },
  'discover-result': { weight: 60, side: 'response', strong: true, text: 'answers `server/discover` with its supported versions' },
  'method-header': { weight: 50, side: 'request', strong: true, text: 'header Mcp-Method' },
  'session-header': { weight: 50, side: 'response', strong: true, text: 'header Mcp-Session-Id' },
  'version-header': { weight: 50, side: 'request', strong: true, text: 'header MCP-Protocol-Version with a date' },
  'call-request': { weight: 45, side: 'request', strong: true, text: '`tools/call` naming a tool' },
  'call-result': { weight: 45, side: 'response', strong: true, text: 'answers `tools/call` with typed content' },
  'endpoint-event': { weight: 35, side: 'response', strong: true, text: 'an event stream that begins with its message endpoint' },
  'list-result': { weight: 30, side: 'response', strong: false, text: 'lists resources with a URI or prompts with a name' },
  'method-name': { weight: 20, side: 'request', strong: false, text: 'a method name that only MCP has' },
  'second-method-name': { weight: 20, side: 'request', strong: false, text: 'a second such method name' },
  'server-method': { weight: 20, side: 'response', strong: false, text: 'the server sends MCP requests or notifications' },
  challenge: { weight: 15, side: 'response', strong: false, text: 'the 401 names protected resource metadata (RFC 9728)' },
  'accept-both': { weight: 10, side: 'request', strong: false, text: 'accepts JSON and event streams' },
  'path-hint': { weight: 5, side: 'request', strong: false, text: '`mcp` or `sse` in the path' },
  'other-protocol': { weight: -60, side: 'request', strong: false, text: 'speaks another JSON-RPC protocol' },
  // Says that somebody answered, and not as an MCP server does. Decides only where nothing else was answered.
  'answered-otherwise': { weight: 0, side: 'response', strong: false, text: 'an answer that no MCP server gives' },
} as const satisfies Record<string, SignalRow>

export type McpSignal = keyof typeof MCP_SIGNALS
export type McpConfidence = 'confirmed' | 'probable' | 'candidate'

const CONFIRMED = 60
const PROBABLE = 40

/** Score and verdict of an endpoint. A client that asks MCP questions of a server that knows nothing of it is a scan: a candidate. */
export function judgeMcp(server: McpServer): { score: number; confidence: McpConfidence } {
  let score = 0
  let signals = 0
  let strong = false
  // Counted here and not when seen, so that two halves of the evidence add up.
  let methods = 0
  for (const method of server.methods.keys()) if (MCP_METHODS.has(method)) methods++
  for (const [id, row] of Object.entries<SignalRow>(MCP_SIGNALS)) {
    if (!server.evidence.has(id) && !(id === 'second-method-name' && methods > 1)) continue
    score += row.weight
    if (row.weight > 0) signals++
    strong ||= row.strong
  }
  const answered = server.served + server.authRequired + server.rejected > 0
  const refused = !answered && server.evidence.has('answered-otherwise')
  if (!strong || refused || score < PROBABLE) return { score, confidence: 'candidate' }
  return { score, confidence: score >= CONFIRMED && signals >= 2 ? 'confirmed' : 'probable' }
}

/** Client-to-server method names that no other known protocol has. `ping`, `tasks/*`, `initialize` are shared and say nothing. */
export const MCP_METHODS: ReadonlySet<string> = new Set([
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'server/discover',
  'subscriptions/listen',
  'notifications/initialized',
  'notifications/roots/list_changed',
  'notifications/cancelled',
  'notifications/progress',
])

/** What servers send of their own accord. */
export const MCP_SERVER_METHODS: ReadonlySet<string> = new Set([
  'sampling/createMessage',
  'roots/list',
  'elicitation/create',
  'notifications/message',
  'notifications/progress',
  'notifications/cancelled',
  'notifications/tools/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
  'notifications/prompts/list_changed',
  'notifications/elicitation/complete',
  'notifications/tasks/status',
  'notifications/subscriptions/acknowledged',
])
