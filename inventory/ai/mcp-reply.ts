// What a JSON-RPC reply says about an MCP server. A reply is reduced to its facts before it may wait for its request, so that no
// content of a call is ever held.

import type { SchemaNode } from '../schema/schema-node.ts'
import { cursorHash, readDefinition } from './definition-hash.ts'
import type { RpcMessage } from './json-rpc.ts'
import { cleanName, isObject, listAt, member, objectAt, textAt } from './json-value.ts'
import { DATED, META } from './mcp-messages.ts'
import { noteKinds, unfoldText } from './text-kinds.ts'
import { emptySchemaNode, foldJson } from './tool-schema.ts'

const LIST_MAX = 4096
const TEXT_LENGTH_MAX = 16 * 1024
const UNSUPPORTED_VERSION = -32022

export interface ToolFacts {
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
  readonly isTask: boolean
  readonly revision: string
  readonly serverName: string
  readonly serverTitle: string
  readonly serverVersion: string
  readonly instructions: string
  readonly capabilities: readonly string[] | null
  readonly supportedVersions: readonly string[] | null
  /** The list has members that are no tools. */
  readonly brokenTools: boolean
  /** Hash of the cursor for the next page, or ''. */
  readonly nextCursor: string
  readonly tools: readonly ToolFacts[] | null
  readonly resources: readonly string[] | null
  readonly templates: readonly string[] | null
  readonly prompts: readonly string[] | null
  readonly promptTexts: readonly string[]
  readonly shape: SchemaNode | null
  readonly kinds: ReadonlyMap<string, number>
  readonly bytes: number
  readonly atUs: number
}

export function readReply(message: Extract<RpcMessage, { kind: 'result' | 'error' }>, atUs: number, bytes = 0): ReplyFacts {
  const result = message.kind === 'result' ? message.result : undefined
  const info = objectAt(result, 'serverInfo') ?? objectAt(member(result, '_meta'), `${META}serverInfo`)
  const content = listAt(result, 'content')
  const kinds = new Map<string, number>()
  for (const name of ['content', 'structuredContent', 'contents', 'messages']) noteKinds(kinds, 'results', member(result, name))
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
    isTask: objectAt(result, 'task') !== null,
    revision: DATED.test(textAt(result, 'protocolVersion')) ? textAt(result, 'protocolVersion') : '',
    serverName: cleanName(textAt(info, 'name')),
    serverTitle: cleanName(textAt(info, 'title')),
    serverVersion: cleanName(textAt(info, 'version')),
    instructions: textAt(result, 'instructions').slice(0, TEXT_LENGTH_MAX),
    capabilities: capabilitiesOf(objectAt(result, 'capabilities')),
    supportedVersions: versionsOf(
      message.kind === 'error' && message.code === UNSUPPORTED_VERSION
        ? member(message.data, 'supported')
        : member(result, 'supportedVersions'),
    ),
    ...readTools(listAt(result, 'tools')),
    nextCursor: cursorHash(textAt(result, 'nextCursor')),
    resources: names(listAt(result, 'resources'), 'uri'),
    templates: names(listAt(result, 'resourceTemplates'), 'uriTemplate'),
    prompts: names(listAt(result, 'prompts'), 'name'),
    promptTexts: promptTexts(listAt(result, 'prompts')),
    shape: shapeOf(content, member(result, 'structuredContent')),
    kinds,
    bytes,
    atUs,
  }
}

function readTools(list: readonly unknown[] | null): Pick<ReplyFacts, 'tools' | 'brokenTools'> {
  if (list === null) return { tools: null, brokenTools: false }
  const tools = list.slice(0, LIST_MAX)
  const real = tools.filter((tool) => textAt(tool, 'name') !== '' && objectAt(tool, 'inputSchema') !== null).filter(isObject)
  return {
    brokenTools: real.length < tools.length,
    tools: real.flatMap((tool) => {
      const definition = readDefinition(tool)
      return definition === null ? [] : [{ name: cleanName(textAt(tool, 'name')), ...definition }]
    }),
  }
}

function shapeOf(content: readonly unknown[] | null, structured: unknown): SchemaNode | null {
  if (content === null) return null
  const shape = emptySchemaNode()
  foldJson(shape, unfoldText(structured ?? content))
  return shape
}

const typedParts = (content: readonly unknown[] | null): boolean => content?.every((part) => textAt(part, 'type') !== '') ?? false

const names = (items: readonly unknown[] | null, name: string): string[] | null =>
  items?.slice(0, LIST_MAX).flatMap((item) => (textAt(item, name) === '' ? [] : [cleanName(textAt(item, name))])) ?? null

const promptTexts = (items: readonly unknown[] | null): string[] =>
  items?.slice(0, LIST_MAX).flatMap((item) => {
    const parts = [textAt(item, 'description'), ...(listAt(item, 'arguments') ?? []).map((argument) => textAt(argument, 'description'))]
    const text = parts.filter((part) => part !== '').join('\n')
    return text === '' ? [] : [`${cleanName(textAt(item, 'name'))}: ${text.slice(0, TEXT_LENGTH_MAX)}`]
  }) ?? []

/** `tools`, and one level deeper what is switched on there: `tools.listChanged`, `extensions.io.example/x`. */
function capabilitiesOf(capabilities: object | null): string[] | null {
  if (capabilities === null) return null
  return Object.entries(capabilities)
    .slice(0, 64)
    .flatMap(([name, inner]: [string, unknown]) => {
      const deeper = isObject(inner) ? Object.entries(inner).slice(0, 64) : []
      return [name, ...deeper.filter(([, value]) => value !== false).map(([key]) => `${name}.${key}`)].map(cleanName)
    })
}

function versionsOf(value: unknown): string[] | null {
  return Array.isArray(value)
    ? value.slice(0, 64).filter((version): version is string => typeof version === 'string' && DATED.test(version))
    : null
}
