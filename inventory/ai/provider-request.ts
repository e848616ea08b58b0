// What a call of a model or a vector database says: which model, who asks with which credential, whether results of tools are handed
// back, and which kinds of sensitive values are in the prompt. The prompt itself is left where it is.

import { hashText } from '../observe/hash.ts'
import type { DialectRow } from './dialects.ts'
import { bodyText, type ExchangeView } from './exchange-view.ts'
import { isObject, listAt, member, textAt } from './json-value.ts'
import { authOf } from './mcp-auth.ts'
import { kindsInText, noteKinds } from './text-kinds.ts'

/** Members that hold what is said to the model; definitions of tools and settings are none. */
const PROMPT_MEMBERS = [
  'system',
  'messages',
  'prompt',
  'input',
  'inputs',
  'contents',
  'systemInstruction',
  'instructions',
  'query',
  'documents',
  'texts',
] as const
const KEY_HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key', 'x-chroma-token', 'xi-api-key'] as const

/** What the request asks for: by path first (a deployment, a model in the URL), then by body, JSON or form. */
export function modelOf(view: ExchangeView, row: DialectRow | undefined): string {
  const inPath =
    /\/openai\/deployments\/([^/]+)\//.exec(view.path)?.[1] ??
    row?.path.exec(view.path)?.[1] ??
    /\/models\/([^/:]+):[A-Za-z]+$/.exec(view.path)?.[1]
  if (inPath !== undefined) return decodeText(inPath)
  const named = textAt(view.requestJson(), 'model')
  if (named !== '') return named.replace(/^models\//, '')
  if (view.request.mediaType() !== 'multipart/form-data') return ''
  return /name="model"\r\n(?:[^\r\n]{1,200}\r\n){0,4}\r\n([^\r\n]{1,200})\r\n/.exec(bodyText(view.request))?.[1] ?? ''
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `chat`, `embeddings` …; the last words of the path where no row knows it. */
export function operationOf(view: ExchangeView, row: DialectRow | undefined): string {
  if (row !== undefined) return row.operation
  const verb = /:([A-Za-z]+)$/.exec(view.path)?.[1] ?? /\/([a-z][a-z_-]{1,30})$/.exec(view.path)?.[1]
  return verb ?? 'other'
}

/** Kind and hash of the credential; null where none was sent. */
export function credentialOf(view: ExchangeView): { kind: string; hash: number } | null {
  const { request } = view
  const authorization = request.header('authorization')
  if (authorization !== undefined) {
    const scheme = authOf(view)
    // A signature is another one each time; who signs is in its scope.
    const scope = /Credential=([^,/=\s]+)\//.exec(authorization)?.[1]
    const secret = scope ?? authorization.slice(scheme.length).trim()
    return { kind: scope !== undefined ? 'aws-signature' : kindOf(secret, scheme), hash: hashText(secret) }
  }
  for (const name of KEY_HEADERS) {
    const value = request.header(name)
    if (value !== undefined) return { kind: kindOf(value, 'api-key'), hash: hashText(value) }
  }
  const inQuery = /[?&]key=([^&]+)/.exec(view.query)?.[1]
  return inQuery === undefined ? null : { kind: kindOf(inQuery, 'api-key'), hash: hashText(inQuery) }
}

/** `openai_key`, where it says itself what it is. */
function kindOf(secret: string, otherwise: string): string {
  const types = new Set<string>()
  kindsInText(secret, types)
  return [...types].sort()[0] ?? otherwise
}

export function promptKinds(view: ExchangeView): Map<string, number> {
  const kinds = new Map<string, number>()
  const body = view.requestJson()
  noteKinds(
    kinds,
    '',
    PROMPT_MEMBERS.map((name) => member(body, name)),
  )
  return kinds
}

/** Results of tools in the history: the caller runs tools for the model. */
export function returnsToolResults(view: ExchangeView): boolean {
  const body = view.requestJson()
  const items = [...(listAt(body, 'messages') ?? []), ...(listAt(body, 'input') ?? []), ...(listAt(body, 'contents') ?? [])]
  return items.some(
    (item) =>
      ['tool', 'function'].includes(textAt(item, 'role')) ||
      textAt(item, 'type') === 'function_call_output' ||
      [...(listAt(item, 'content') ?? []), ...(listAt(item, 'parts') ?? [])].some(
        (part) =>
          isObject(part) &&
          (textAt(part, 'type') === 'tool_result' || ['toolResult', 'functionResponse'].some((name) => Object.hasOwn(part, name))),
      ),
  )
}

/** MCP servers that the provider is to use on behalf of the caller. */
export function namedServers(view: ExchangeView): { url: string; name: string }[] {
  const body = view.requestJson()
  const named = (listAt(body, 'mcp_servers') ?? []).map((server) => ({ url: textAt(server, 'url'), name: textAt(server, 'name') }))
  for (const tool of listAt(body, 'tools') ?? [])
    if (textAt(tool, 'type') === 'mcp') named.push({ url: textAt(tool, 'server_url'), name: textAt(tool, 'server_label') })
  return named.filter(({ url }) => url !== '')
}
