// What single JSON-RPC requests say about MCP: signals, names, abilities. Nothing of what they carry is kept.

import { cursorHash } from './definition-hash.ts'
import { internalTargets } from './internal-targets.ts'
import type { RpcMessage } from './json-rpc.ts'
import { cleanName, member, objectAt, textAt } from './json-value.ts'
import type { AskedCall } from './mcp-calls.ts'
import { MCP_METHODS, type McpSignal } from './mcp-signals.ts'
import { noteKinds, unfoldText } from './text-kinds.ts'
import { emptySchemaNode, foldJson } from './tool-schema.ts'

export const DATED = /^20\d\d-\d\d-\d\d$/
export const META = 'io.modelcontextprotocol/'
const ABILITIES_MAX = 32

export type RpcRequest = Extract<RpcMessage, { kind: 'request' }>

/** What the request of one exchange said. */
export interface RequestFacts {
  readonly signals: Set<McpSignal>
  readonly methods: string[]
  client: { name: string; version: string } | null
  /** Revision that `_meta` names, or ''. */
  revision: string
  /** Revision that `initialize` asks for, or ''. */
  wished: string
  /** Abilities that the client tells of, sorted; null where it tells nothing. */
  abilities: string[] | null
}

export const emptyFacts = (signals: Set<McpSignal> = new Set()): RequestFacts => ({
  signals,
  methods: [],
  client: null,
  revision: '',
  wished: '',
  abilities: null,
})

export function readRequest(message: Extract<RpcMessage, { kind: 'request' | 'notification' }>, facts: RequestFacts): void {
  const { method, params } = message
  facts.methods.push(method)
  if (speaksOtherwise(method, params)) facts.signals.add('other-protocol')
  if (MCP_METHODS.has(method)) facts.signals.add('method-name')
  const meta = objectAt(params, '_meta')
  const revision = textAt(meta, `${META}protocolVersion`)
  if (DATED.test(revision)) {
    facts.signals.add('request-meta')
    facts.revision = revision
  }
  readClient(objectAt(meta, `${META}clientInfo`), objectAt(meta, `${META}clientCapabilities`), facts)
  if (method === 'initialize') {
    const client = objectAt(params, 'clientInfo')
    const abilities = objectAt(params, 'capabilities')
    if (!DATED.test(textAt(params, 'protocolVersion')) || textAt(client, 'name') === '' || abilities === null) return
    facts.signals.add('initialize-request')
    facts.wished = textAt(params, 'protocolVersion')
    readClient(client, abilities, facts)
  }
  if (method === 'tools/call' && textAt(params, 'name') !== '') facts.signals.add('call-request')
}

function readClient(client: object | null, abilities: object | null, facts: RequestFacts): void {
  const name = textAt(client, 'name')
  if (name !== '') facts.client = { name: cleanName(name), version: cleanName(textAt(client, 'version')) }
  if (abilities !== null) facts.abilities = Object.keys(abilities).slice(0, ABILITIES_MAX).map(cleanName).sort()
}

/** Language servers, the Agent Client Protocol, blockchains and positional parameters: JSON-RPC, but not this one. */
function speaksOtherwise(method: string, params: unknown): boolean {
  if (Array.isArray(params) || method === 'call' || /^(?:eth|net|web3)_/.test(method)) return true
  if (method !== 'initialize') return false
  return (
    typeof member(params, 'protocolVersion') === 'number' ||
    ['rootUri', 'textDocument', 'processId'].some((name) => member(params, name) !== undefined)
  )
}

/** Who asks, for what a request says nothing of itself. */
export type Asker = Pick<AskedCall, 'server' | 'client' | 'caller' | 'class' | 'session' | 'credential' | 'atUs' | 'bytes' | 'headerTexts'>

/** A request without its contents. */
export function asCall(request: RpcRequest, asker: Asker): AskedCall {
  const isCall = request.method === 'tools/call'
  const kinds = new Map<string, number>()
  const shape = isCall ? emptySchemaNode() : null
  const given = member(request.params, isCall ? 'arguments' : 'inputResponses')
  if (shape !== null) foldJson(shape, unfoldText(given))
  if (given !== undefined) noteKinds(kinds, 'arguments', given)
  if (isCall && asker.headerTexts.length > 0) noteKinds(kinds, 'header', asker.headerTexts)
  return {
    ...asker,
    headerTexts: [],
    method: request.method,
    name: isCall ? cleanName(textAt(request.params, 'name')) : '',
    id: request.id,
    cursor: cursorHash(textAt(request.params, 'cursor')),
    arguments: shape,
    kinds,
    targets: isCall ? internalTargets(given) : [],
  }
}
