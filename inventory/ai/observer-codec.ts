// An AI observer as MessagePack: the records as they are before they are shown, and what still waits for its other half.

import { decodeSchema, encodeSchema, type SchemaNode } from '../schema/index.ts'
import type { AiInventory } from './ai-model.ts'
import { decodeAi, encodeAi, pack, unpack } from './codec.ts'
import type { AskedCall } from './mcp-calls.ts'
import type { ListPart } from './mcp-listings.ts'
import type { ReplyFacts } from './mcp-reply.ts'
import type { Told } from './mcp-sessions.ts'

/** What McpObserver knows besides its servers: how they hang together, and halves that have not met. */
export interface McpTies {
  /** `address path` of where messages are posted -> path of the event stream they belong to. */
  readonly streams: ReadonlyMap<string, string>
  /** `address path` -> what a protected-resource document says about it. */
  readonly metadata: ReadonlyMap<string, readonly string[]>
  readonly asked: ReadonlyMap<string, AskedCall>
  readonly replies: ReadonlyMap<string, ReplyFacts>
  readonly dropped: number
  readonly told: ReadonlyMap<string, Told>
  readonly pages: ReadonlyMap<string, readonly ListPart[]>
}

export interface ObserverState {
  /** Servers under their keys, marks and all. */
  readonly ai: AiInventory
  readonly ties: McpTies
}

type Plain<T, K extends keyof T> = Omit<T, K> & { [key in K]: unknown }

export function encodeObserver({ ai, ties }: ObserverState): Uint8Array {
  const asked = mapValues(ties.asked, (call): Plain<AskedCall, 'arguments'> => ({ ...call, arguments: writeSchema(call.arguments) }))
  const replies = mapValues(ties.replies, (reply): Plain<ReplyFacts, 'shape'> => ({ ...reply, shape: writeSchema(reply.shape) }))
  return pack([encodeAi(ai), { ...ties, asked, replies }])
}

/** Throws on bytes that `encodeObserver` did not write. */
export function decodeObserver(bytes: Uint8Array): ObserverState {
  const [ai, ties] = unpack(bytes) as [Uint8Array, McpTies]
  const asked = mapValues(ties.asked, (call): AskedCall => ({ ...call, arguments: readSchema(call.arguments) }))
  const replies = mapValues(ties.replies, (reply): ReplyFacts => ({ ...reply, shape: readSchema(reply.shape) }))
  return { ai: decodeAi(ai), ties: { ...ties, asked, replies } }
}

const writeSchema = (node: SchemaNode | null): unknown => node && encodeSchema(node, { words: 'all' })
const readSchema = (plain: unknown): SchemaNode | null => (plain === null ? null : decodeSchema(plain))

function mapValues<T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): Map<string, U> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}
