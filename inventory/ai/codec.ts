// The AI inventory as MessagePack. Maps and sets are written in the order of their keys, so that equal inventories give equal bytes.

import { decode, ExtensionCodec, encode } from '@msgpack/msgpack'
import { decodeSchema, encodeSchema, type SchemaNode } from '../schema/index.ts'
import { emptyAgent } from './agent.ts'
import type { AiInventory, McpServer, McpTool } from './ai-model.ts'
import { emptyServer } from './mcp-server.ts'
import { emptyTool } from './mcp-tool.ts'
import { emptyProvider } from './provider.ts'

const MAP = 1
const SET = 2
/** Schemas of tool arguments nest. */
const DEPTH_MAX = 1000
const codec = new ExtensionCodec()

codec.register({
  type: MAP,
  encode: (value) => (value instanceof Map ? encode([...value].sort(byKey), { extensionCodec: codec, maxDepth: DEPTH_MAX }) : null),
  decode: (bytes) => new Map(decode(bytes, { extensionCodec: codec }) as [unknown, unknown][]),
})
codec.register({
  type: SET,
  encode: (value) => (value instanceof Set ? encode([...value].sort(), { extensionCodec: codec }) : null),
  decode: (bytes) => new Set(decode(bytes, { extensionCodec: codec }) as unknown[]),
})

/** Plain values, maps and sets; `unpack` gives them back. */
export const pack = (value: unknown): Uint8Array => encode(value, { extensionCodec: codec, maxDepth: DEPTH_MAX })
export const unpack = (bytes: Uint8Array): unknown => decode(bytes, { extensionCodec: codec })

/** All of it; `decodeAi` gives an equal one back. */
export function encodeAi(ai: AiInventory): Uint8Array {
  const mcpServers = withSchemas(ai.mcpServers, (node) => encodeSchema(node, { words: 'all' }))
  return pack({ ...ai, mcpServers })
}

/** Throws on bytes that `encodeAi` did not write. */
export function decodeAi(bytes: Uint8Array): AiInventory {
  const ai = unpack(bytes) as AiInventory
  return complete({ ...ai, mcpServers: withSchemas(ai.mcpServers, decodeSchema) as Map<string, McpServer> })
}

/** What an older earshot wrote knows less: the rest is as if it had never been seen. */
function complete(ai: AiInventory): AiInventory {
  for (const [key, server] of ai.mcpServers) {
    ai.mcpServers.set(key, { ...emptyServer(server.address, server.path), ...server })
    for (const [name, tool] of server.tools) server.tools.set(name, { ...emptyTool(name), ...tool })
  }
  for (const [key, one] of ai.providers) ai.providers.set(key, { ...emptyProvider(one, one.host, one.address, one.visibility), ...one })
  for (const [key, agent] of ai.agents) ai.agents.set(key, { ...emptyAgent(agent), ...agent })
  return ai
}

/** Copies of the servers with the schemas of their tools written, or read. */
function withSchemas(servers: ReadonlyMap<string, McpServer>, change: (node: SchemaNode) => unknown): Map<string, unknown> {
  const changeTool = (tool: McpTool) => ({ ...tool, arguments: change(tool.arguments), results: change(tool.results) })
  return new Map(
    [...servers].map(([key, server]) => [
      key,
      { ...server, tools: new Map([...server.tools].map(([name, tool]) => [name, changeTool(tool)])) },
    ]),
  )
}

function byKey([a]: [unknown, unknown], [b]: [unknown, unknown]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}
