// What single JSON-RPC messages say about MCP: signals and names from requests, facts from replies. A reply is reduced to its
// facts before it may wait for its request, so that no content of a call is ever held.

import type { SchemaNode } from '../schema/schema-node.ts'
import type { McpServer } from './ai-model.ts'
import { readDefinition } from './definition-hash.ts'
import type { RpcMessage } from './json-rpc.ts'
import { cleanName, isObject, listAt, member, objectAt, textAt } from './json-value.ts'
import { tally, toolOf } from './mcp-server.ts'
import { MCP_METHODS, type McpSignal } from './mcp-signals.ts'
import { mergeSeen } from './seen.ts'
import { emptySchemaNode, foldJson, mergeSchemaNode } from './tool-schema.ts'

const DATED = /^20\d\d-\d\d-\d\d$/
const META = 'io.modelcontextprotocol/'
const LIST_MAX = 4096

/** What the request of one exchange said. */
export interface RequestFacts {
  readonly signals: Set<McpSignal>
  readonly methods: string[]
  client: { name: string; version: string } | null
  /** Revision that `_meta` names, or ''. */
  revision: string
}

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
  readClient(objectAt(meta, `${META}clientInfo`), facts)
  if (method === 'initialize') {
    const client = objectAt(params, 'clientInfo')
    if (!DATED.test(textAt(params, 'protocolVersion')) || textAt(client, 'name') === '' || objectAt(params, 'capabilities') === null) return
    facts.signals.add('initialize-request')
    readClient(client, facts)
  }
  if (method === 'tools/call' && textAt(params, 'name') !== '') facts.signals.add('call-request')
}

function readClient(client: object | null, facts: RequestFacts): void {
  const name = textAt(client, 'name')
  if (name !== '') facts.client = { name: cleanName(name), version: cleanName(textAt(client, 'version')) }
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

interface ToolFacts {
  readonly name: string
  readonly hash: string
  readonly text: string | null
}

/** A reply without its contents. Null: it has no such member. */
export interface ReplyFacts {
  readonly id: string
  /** JSON-RPC error code, or null for a result. */
  readonly errorCode: number | null
  readonly isError: boolean
  readonly inputRequired: boolean
  /** `content` of typed parts, `contents` of resources, `messages` of prompts, or a task. */
  readonly content: boolean
  readonly revision: string
  readonly serverName: string
  readonly serverVersion: string
  readonly capabilities: boolean
  readonly supportedVersions: boolean
  /** The list has members that are no tools. */
  readonly brokenTools: boolean
  readonly tools: readonly ToolFacts[] | null
  readonly resources: readonly string[] | null
  readonly prompts: readonly string[] | null
  readonly shape: SchemaNode | null
  readonly atUs: number
}

export function readReply(message: Extract<RpcMessage, { kind: 'result' | 'error' }>, atUs: number): ReplyFacts {
  const result = message.kind === 'result' ? message.result : undefined
  const info = objectAt(result, 'serverInfo') ?? objectAt(member(result, '_meta'), `${META}serverInfo`)
  const tools = listAt(result, 'tools')?.slice(0, LIST_MAX) ?? null
  const real = tools?.filter((tool) => textAt(tool, 'name') !== '' && objectAt(tool, 'inputSchema') !== null).filter(isObject) ?? null
  const content = listAt(result, 'content')
  const shape = content === null ? null : emptySchemaNode()
  if (shape !== null) foldJson(shape, member(result, 'structuredContent') ?? content)
  return {
    id: message.id,
    errorCode: message.kind === 'error' ? message.code : null,
    isError: member(result, 'isError') === true,
    inputRequired: textAt(result, 'resultType') === 'input_required',
    content:
      typedParts(content) ||
      listAt(result, 'contents') !== null ||
      listAt(result, 'messages') !== null ||
      objectAt(result, 'task') !== null,
    revision: DATED.test(textAt(result, 'protocolVersion')) ? textAt(result, 'protocolVersion') : '',
    serverName: cleanName(textAt(info, 'name')),
    serverVersion: cleanName(textAt(info, 'version')),
    capabilities: objectAt(result, 'capabilities') !== null,
    supportedVersions: listAt(result, 'supportedVersions') !== null,
    brokenTools: tools !== null && real !== null && real.length < tools.length,
    tools:
      real?.flatMap((tool) => {
        const definition = readDefinition(tool)
        return definition === null ? [] : [{ name: cleanName(textAt(tool, 'name')), ...definition }]
      }) ?? null,
    resources: names(listAt(result, 'resources'), 'uri'),
    prompts: names(listAt(result, 'prompts'), 'name'),
    shape,
    atUs,
  }
}

const typedParts = (content: readonly unknown[] | null): boolean => content?.every((part) => textAt(part, 'type') !== '') ?? false

const names = (items: readonly unknown[] | null, member: string): string[] | null =>
  items?.slice(0, LIST_MAX).flatMap((item) => (textAt(item, member) === '' ? [] : [cleanName(textAt(item, member))])) ?? null

/** Write down what a reply says, now that it is known what was asked. True: an MCP server answered; false: something else did. */
export function applyReply(
  server: McpServer,
  asked: { method: string; name: string; arguments: SchemaNode | null },
  reply: ReplyFacts,
): boolean | null {
  if (asked.method === 'tools/call') applyCall(server, asked, reply)
  if (reply.errorCode !== null) return reply.errorCode === METHOD_NOT_FOUND ? false : null
  if (reply.serverName !== '') {
    tally(server.names, reply.serverName)
    if (reply.serverVersion !== '') tally(server.versions, reply.serverVersion)
  }
  switch (asked.method) {
    case 'initialize':
      if (reply.revision === '' || reply.serverName === '' || !reply.capabilities) return false
      tally(server.protocolVersions, reply.revision)
      return signal(server, 'initialize-result')
    case 'server/discover':
      return reply.supportedVersions ? signal(server, 'discover-result') : false
    case 'tools/call':
      if (reply.inputRequired) return true
      return reply.content ? signal(server, 'call-result') : false
    case 'tools/list':
      if (reply.tools === null || reply.brokenTools) return false
      for (const tool of reply.tools) applyTool(server, tool, reply.atUs)
      return reply.tools.length === 0 ? null : signal(server, 'tools-list-result')
    case 'resources/list':
      return applyNames(server, server.resources, reply.resources)
    case 'prompts/list':
      return applyNames(server, server.prompts, reply.prompts)
    case 'resources/read':
    case 'prompts/get':
      return reply.content ? true : null
    default:
      return null
  }
}

const METHOD_NOT_FOUND = -32601

function signal(server: McpServer, id: McpSignal): true {
  tally(server.evidence, id)
  return true
}

/** A call that asks for more input is no completed call: the client will repeat it with the answers. */
function applyCall(server: McpServer, asked: { name: string; arguments: SchemaNode | null }, reply: ReplyFacts): void {
  if (asked.name === '' || reply.inputRequired || (reply.errorCode === null && !reply.content)) return
  const tool = toolOf(server, asked.name)
  if (tool === null) return
  tool.calls++
  if (reply.isError || reply.errorCode !== null) tool.errors++
  if (asked.arguments !== null) mergeSchemaNode(tool.arguments, asked.arguments)
  if (reply.shape !== null && !reply.isError) mergeSchemaNode(tool.results, reply.shape)
}

const DEFINITIONS_MAX = 256

function applyTool(server: McpServer, facts: ToolFacts, atUs: number): void {
  const tool = toolOf(server, facts.name)
  if (tool === null) return
  tool.listed = true
  let lastUs = 0
  for (const known of tool.definitions.values()) lastUs = Math.max(lastUs, known.lastUs)
  if (atUs > lastUs || (atUs === lastUs && (facts.text ?? '') > (tool.definition ?? ''))) tool.definition = facts.text
  const seen = tool.definitions.get(facts.hash)
  const now = { n: 1, firstUs: atUs, lastUs: atUs }
  if (seen !== undefined) mergeSeen(seen, now)
  else if (tool.definitions.size < DEFINITIONS_MAX) tool.definitions.set(facts.hash, now)
}

function applyNames(server: McpServer, into: Map<string, number>, items: readonly string[] | null): boolean | null {
  if (items === null) return false
  for (const item of items) tally(into, item)
  return items.length === 0 ? null : signal(server, 'list-result')
}
