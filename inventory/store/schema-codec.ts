// Schemas as they lie on disk: no hash of a value that could be tried out without the key of the database, no word that is not one of an enum.

import { createHash, createHmac } from 'node:crypto'
import { Decoder, Encoder } from '@msgpack/msgpack'
import { type AiInventory, hashCredentials, type McpServer, type McpTool } from '../ai/index.ts'
import { decodeSchema, encodeSchema, type SchemaNode } from '../schema/index.ts'

/** About 16 MiB. The same values come again with every save. */
const KEYED_HASHES_MAX = 200_000

/** Value hash -> HMAC-SHA-256 of it under `key`, the first 53 bits. Remembers what it has computed, up to a bound. */
export function keyedHash(key: Uint8Array): (hash: number) => number {
  const known = new Map<number, number>()
  const message = Buffer.alloc(8)
  return (hash) => {
    const before = known.get(hash)
    if (before !== undefined) return before
    message.writeDoubleBE(hash)
    const digest = createHmac('sha256', key).update(message).digest()
    const keyed = digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) >>> 3)
    if (known.size >= KEYED_HASHES_MAX) known.clear()
    known.set(hash, keyed)
    return keyed
  }
}

/** One each for all: making them costs more than most schemas do. */
const encoder = new Encoder()
const decoder = new Decoder()

export interface EncodedSchema {
  /** SHA-256 of the body, the first 16 bytes. */
  readonly hash: Uint8Array
  readonly body: Uint8Array
}

/** `name`: of the parameter, where it is one; whether words may be written depends on it. */
export function schemaToDisk(node: SchemaNode, hash: (hash: number) => number, name = ''): EncodedSchema {
  const body = encoder.encode(encodeSchema(node, { words: 'enum', hash, name }))
  return { hash: createHash('sha256').update(body).digest().subarray(0, 16), body }
}

export const schemaFromDisk = (body: Uint8Array): SchemaNode => decodeSchema(decoder.decode(body))

/** A copy of what was learned about AI in which the schemas of tools and the hashes of credentials are as they may lie on disk. */
export function protectAi(ai: AiInventory, hash: (hash: number) => number): AiInventory {
  const protect = (node: SchemaNode): SchemaNode => decodeSchema(encodeSchema(node, { words: 'enum', hash }))
  const mcpServers = new Map<string, McpServer>()
  for (const [key, server] of ai.mcpServers) {
    const tools = [...server.tools].map(([name, tool]): [string, McpTool] => [
      name,
      { ...tool, arguments: protect(tool.arguments), results: protect(tool.results) },
    ])
    mcpServers.set(key, { ...server, tools: new Map(tools) })
  }
  return hashCredentials({ ...ai, mcpServers }, hash)
}
