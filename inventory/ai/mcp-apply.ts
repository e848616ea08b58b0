// Writes down what a reply says about its server, now that it is known what was asked.

import type { McpServer } from './ai-model.ts'
import { mergeCounts, tally, tallySmallest } from './counts.ts'
import { addDuration } from './durations.ts'
import type { AskedCall } from './mcp-calls.ts'
import type { ReplyFacts, ToolFacts } from './mcp-reply.ts'
import { callerOf, TEXTS_MAX, toolOf } from './mcp-server.ts'
import type { McpSignal } from './mcp-signals.ts'
import { addDefinition } from './mcp-tool.ts'
import { mergeSchemaNode } from './tool-schema.ts'

const METHOD_NOT_FOUND = -32601

/** True: an MCP server answered; false: something else did; null: nothing can be said. `tookUs`: where both came in one exchange. */
export function applyReply(server: McpServer, asked: AskedCall, reply: ReplyFacts, tookUs: number | null = null): boolean | null {
  if (asked.method === 'tools/call') applyCall(server, asked, reply, tookUs)
  for (const version of reply.supportedVersions ?? []) tally(server.supportedVersions, version)
  if (reply.errorCode !== null) return reply.errorCode === METHOD_NOT_FOUND ? false : null
  noteIdentity(server, reply)
  const good = applyResult(server, asked, reply)
  if (good === true && !asked.credential && asked.method !== 'initialize' && asked.method !== 'server/discover') server.open++
  return good
}

function applyResult(server: McpServer, asked: AskedCall, reply: ReplyFacts): boolean | null {
  switch (asked.method) {
    case 'initialize':
      if (reply.revision === '' || reply.serverName === '' || reply.capabilities === null) return false
      tally(server.protocolVersions, reply.revision)
      return signal(server, 'initialize-result')
    case 'server/discover':
      return reply.supportedVersions !== null ? signal(server, 'discover-result') : false
    case 'tools/call':
      if (reply.inputRequired) return true
      return reply.content ? signal(server, 'call-result') : false
    case 'tools/list':
      if (reply.tools === null || reply.brokenTools) return false
      for (const tool of reply.tools) applyTool(server, tool, asked, reply)
      return reply.tools.length === 0 ? null : signal(server, 'tools-list-result')
    case 'resources/list':
      return applyNames(server, server.resources, reply.resources)
    case 'resources/templates/list':
      return applyNames(server, server.templates, reply.templates)
    case 'prompts/list':
      for (const text of reply.promptTexts) tallySmallest(server.promptTexts, text, 1, TEXTS_MAX)
      return applyNames(server, server.prompts, reply.prompts)
    case 'resources/read':
      return noteTexts(server, 'resources', reply)
    case 'prompts/get':
      return noteTexts(server, 'prompts', reply)
    default:
      return null
  }
}

/** Resources and prompts carry data as results of tools do. */
function noteTexts(server: McpServer, place: string, reply: ReplyFacts): boolean | null {
  for (const [kind, n] of reply.kinds) tally(server.sensitive, `${place} ${kind.slice('results '.length)}`, n)
  return reply.content ? true : null
}

function noteIdentity(server: McpServer, reply: ReplyFacts): void {
  if (reply.serverName !== '') {
    tally(server.names, reply.serverName)
    if (reply.serverTitle !== '') tally(server.titles, reply.serverTitle)
    if (reply.serverVersion !== '') tally(server.versions, reply.serverVersion)
    for (const capability of reply.capabilities ?? []) tally(server.capabilities, capability)
    if (reply.instructions !== '') tallySmallest(server.instructions, reply.instructions, 1, TEXTS_MAX)
  }
  if (reply.inputRequired) tally(server.traits, 'input-required')
  if (reply.isTask) tally(server.traits, 'tasks')
}

function signal(server: McpServer, id: McpSignal): true {
  tally(server.evidence, id)
  return true
}

/** A call that asks for more input is no completed call: the client will repeat it with the answers. */
function applyCall(server: McpServer, asked: AskedCall, reply: ReplyFacts, tookUs: number | null): void {
  if (asked.name === '') return
  if (reply.errorCode === null && !reply.content && !reply.inputRequired) return
  const tool = toolOf(server, asked.name)
  if (tool === null) return
  mergeCounts(tool.sensitive, asked.kinds)
  if (reply.inputRequired) return
  tool.calls++
  if (reply.isError || reply.errorCode !== null) tool.errors++
  if (reply.errorCode !== null) tool.rpcErrors++
  tool.bytesIn += asked.bytes
  tool.bytesOut += reply.bytes
  tool.lastUs = Math.max(tool.lastUs, reply.atUs)
  if (tookUs !== null) addDuration(tool.durations, tookUs)
  for (const target of asked.targets) tally(tool.targets, target)
  if (asked.arguments !== null) mergeSchemaNode(tool.arguments, asked.arguments)
  if (reply.shape !== null && !reply.isError) mergeSchemaNode(tool.results, reply.shape)
  mergeCounts(tool.sensitive, reply.kinds)
  const caller = callerOf(server, asked.caller)
  if (caller !== null) tally(caller.tools, asked.name)
  tally(server.callsBy, asked.client)
}

function applyTool(server: McpServer, facts: ToolFacts, asked: AskedCall, { atUs, serverVersion }: ReplyFacts): void {
  const tool = toolOf(server, facts.name)
  if (tool === null) return
  tool.listed = true
  let lastUs = 0
  for (const known of tool.definitions.values()) lastUs = Math.max(lastUs, known.lastUs)
  if (atUs > lastUs || (atUs === lastUs && (facts.text ?? '') > (tool.definition ?? ''))) tool.definition = facts.text
  const versions = new Set(serverVersion === '' ? [] : [serverVersion])
  addDefinition(tool, facts.hash, { n: 1, firstUs: atUs, lastUs: atUs, text: facts.text, classes: new Set([asked.class]), versions })
}

function applyNames(server: McpServer, into: Map<string, number>, items: readonly string[] | null): boolean | null {
  if (items === null) return false
  for (const item of items) tally(into, item)
  return items.length === 0 ? null : signal(server, 'list-result')
}
