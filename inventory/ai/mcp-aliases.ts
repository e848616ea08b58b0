// One MCP server reached by a second address. A page that rebinds a DNS name talks to a server under an address and a host of its
// own, without any handshake; counted as a server, it would be a phantom. A gateway shakes hands and stays a server of its own.

import type { McpServer } from './ai-model.ts'
import { emptyServer, mergeServer } from './mcp-server.ts'

/**
 * Servers by address and path, copies. One that never told its name, listed exactly the tool definitions of one that did, and has
 * the same port and path, is another address of that one: it is melded into it, hosts and all.
 */
export function foldAliases(servers: ReadonlyMap<string, McpServer>): McpServer[] {
  const shown = new Map<string, McpServer>()
  const named = new Map<string, McpServer[]>()
  const sorted = [...servers].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, server] of sorted) {
    const copy = emptyServer(server.address, server.path)
    mergeServer(copy, server)
    shown.set(key, copy)
    const print = server.names.size === 0 ? null : toolPrint(server)
    if (print !== null) named.set(print, [...(named.get(print) ?? []), copy])
  }
  for (const [key, server] of sorted) {
    const print = server.names.size > 0 ? null : toolPrint(server)
    const homes = print === null ? [] : (named.get(print) ?? [])
    if (homes.length !== 1) continue
    mergeServer(homes[0]!, server)
    shown.delete(key)
  }
  return [...shown.values()]
}

/** Port, path and all definitions; null for a server that listed nothing. */
function toolPrint(server: McpServer): string | null {
  const definitions: string[] = []
  for (const tool of server.tools.values()) definitions.push(...tool.definitions.keys())
  if (definitions.length === 0) return null
  const port = server.address.slice(server.address.lastIndexOf(':'))
  return `${port} ${server.path} ${definitions.sort().join()}`
}
