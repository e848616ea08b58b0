// JSON-RPC 2.0 messages, one or a batch. Two ids are the same only if their types are too: 1 is not "1".

import { isObject, type JsonObject, member } from './json-value.ts'

export type RpcMessage =
  | { readonly kind: 'request'; readonly id: string; readonly method: string; readonly params: unknown }
  | { readonly kind: 'notification'; readonly method: string; readonly params: unknown }
  | { readonly kind: 'result'; readonly id: string; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: string; readonly code: number; readonly data: unknown }

/** A batch longer than this is nobody's in earnest. */
const BATCH_MAX = 1000

/** The messages of a parsed body; nothing where it is not JSON-RPC 2.0. */
export function readRpc(value: unknown): RpcMessage[] {
  const items = Array.isArray(value) ? value.slice(0, BATCH_MAX) : [value]
  return items.map(readMessage).filter((message) => message !== null)
}

function readMessage(value: unknown): RpcMessage | null {
  if (!isObject(value) || member(value, 'jsonrpc') !== '2.0') return null
  const id = idKey(value)
  const method = member(value, 'method')
  if (typeof method === 'string') {
    const params = member(value, 'params')
    return id === null ? { kind: 'notification', method, params } : { kind: 'request', id, method, params }
  }
  if (Object.hasOwn(value, 'result')) return id === null ? null : { kind: 'result', id, result: value['result'] }
  const error = member(value, 'error')
  if (!isObject(error)) return null
  const code = member(error, 'code')
  return { kind: 'error', id: id ?? 'null', code: typeof code === 'number' ? code : 0, data: member(error, 'data') }
}

function idKey(value: JsonObject): string | null {
  const id = member(value, 'id')
  if (typeof id === 'number') return `n${id}`
  return typeof id === 'string' ? `s${id.slice(0, 256)}` : null
}
