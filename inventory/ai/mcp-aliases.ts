// Which records are one server. A server is its address and path, whatever name it is called by: the Host header is the client's to
// invent, and a page that rebinds a DNS name invents one. Only servers that call themselves differently, or offer other tools, are
// told apart by host; and one that is reached by a second address, without any handshake, is no second server.

import type { McpServer } from './ai-model.ts'
import { tally } from './counts.ts'
import { emptyServer, mergeServer } from './mcp-server.ts'
import { judgeMcp } from './mcp-signals.ts'

/** Servers as they are shown: copies, sorted by address and path. */
export function foldAliases(servers: ReadonlyMap<string, McpServer>): McpServer[] {
  const sorted = [...servers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, server]) => server)
  return foldDeclared(foldAddresses(foldHosts(sorted)))
}

/** What a document named and what was seen are one where the URL leads to a name and path that was seen. */
function foldDeclared(servers: readonly McpServer[]): McpServer[] {
  return servers.filter((server) => {
    if (!server.declared || server.seen.n > 0) return true
    const host = plainHost(server.address)
    const home = servers.find(
      (one) => one.seen.n > 0 && one.path === server.path && [...one.hosts.keys()].some((name) => plainHost(name) === host),
    )
    if (home === undefined) return true
    for (const [by, n] of server.declaredBy) tally(home.declaredBy, by, n)
    home.declared = true
    return false
  })
}

const plainHost = (host: string): string => host.replace(/:(?:80|443)$/, '')

/** How many there are beyond reasonable doubt; what was only declared is none. */
export const countServers = (servers: ReadonlyMap<string, McpServer>): number =>
  foldAliases(servers).filter((server) => server.seen.n > 0 && judgeMcp(server).confidence !== 'candidate').length

function copyOf(server: McpServer): McpServer {
  const copy = emptyServer(server.address, server.path)
  mergeServer(copy, server)
  return copy
}

/** Records of one address and path into as many servers as say different names. */
function foldHosts(records: readonly McpServer[]): McpServer[] {
  const places = new Map<string, McpServer[]>()
  for (const record of records) {
    const place = `${record.address} ${record.path}`
    places.set(place, [...(places.get(place) ?? []), record])
  }
  return [...places.values()].flatMap((here) => (here.length === 1 ? here.map(copyOf) : foldPlace(here)))
}

function foldPlace(records: readonly McpServer[]): McpServer[] {
  const shown: McpServer[] = []
  const nameless: McpServer[] = []
  for (const record of records) {
    if (record.names.size === 0 || record.declared) nameless.push(record)
    else {
      const same = shown.filter((server) => [...record.names.keys()].some((name) => server.names.has(name)))
      const [home, ...others] = same
      if (home === undefined) shown.push(copyOf(record))
      else {
        mergeServer(home, record)
        // A record that goes by the names of two joins them.
        for (const other of others) mergeServer(home, shown.splice(shown.indexOf(other), 1)[0] as McpServer)
      }
    }
  }
  for (const record of nameless) {
    const home = shown.find((server) => offersTheSame(server, record)) ?? largest(shown)
    if (home === undefined) shown.push(copyOf(record))
    else mergeServer(home, record)
  }
  return shown
}

/** All definitions of `part` are definitions of `whole`. */
function offersTheSame(whole: McpServer, part: McpServer): boolean {
  const hashes = definitionsOf(part)
  const known = new Set(definitionsOf(whole))
  return hashes.length > 0 && hashes.every((hash) => known.has(hash))
}

const largest = (servers: readonly McpServer[]): McpServer | undefined =>
  servers.reduce<McpServer | undefined>((most, server) => (most === undefined || server.seen.n > most.seen.n ? server : most), undefined)

/**
 * One that never told its name, listed exactly the tool definitions of one that did, and has the same port and path, is another
 * address of that one: it is melded into it, hosts and all. A gateway shakes hands and stays a server of its own.
 */
function foldAddresses(servers: readonly McpServer[]): McpServer[] {
  const named = new Map<string, McpServer[]>()
  for (const server of servers) {
    const print = server.names.size === 0 ? null : toolPrint(server)
    if (print !== null) named.set(print, [...(named.get(print) ?? []), server])
  }
  return servers.filter((server) => {
    const print = server.names.size > 0 ? null : toolPrint(server)
    const homes = print === null ? [] : (named.get(print) ?? [])
    if (homes.length !== 1) return true
    mergeServer(homes[0] as McpServer, server)
    return false
  })
}

function definitionsOf(server: McpServer): string[] {
  const definitions: string[] = []
  for (const tool of server.tools.values()) definitions.push(...tool.definitions.keys())
  return definitions
}

/** Port, path and all definitions; null for a server that listed nothing. */
function toolPrint(server: McpServer): string | null {
  const definitions = definitionsOf(server)
  if (definitions.length === 0) return null
  const port = server.address.slice(server.address.lastIndexOf(':'))
  return `${port} ${server.path} ${definitions.sort().join()}`
}
