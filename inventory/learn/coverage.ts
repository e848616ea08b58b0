// The ledger of what went by, per server address: summaries of flows and the hosts that exchanges named.

import type { FlowSummary } from '../../reconstruct/index.ts'
import { COUNTERS, type CounterId, isPeak } from '../../sensor/base/counters.ts'
import { socketAddress } from '../../sensor/base/socket-address.ts'
import type { Coverage, ServerCoverage } from '../model.ts'
import { addCounts } from './bounded.ts'

export const createCoverage = (): Coverage => ({ counters: new Map(), servers: new Map() })

function createServerCoverage(address: string): ServerCoverage {
  return {
    address,
    hosts: new Map(),
    flows: 0,
    oneSidedFlows: 0,
    bytes: new Map(),
    gapBytes: 0,
    requests: 0,
    responses: 0,
    exchanges: 0,
    serverNames: new Map(),
    firstUs: Number.POSITIVE_INFINITY,
    lastUs: Number.NEGATIVE_INFINITY,
  }
}

/** The row of one server address (`ip:port`), made when it is not there. */
export function serverCoverage(coverage: Coverage, address: string): ServerCoverage {
  let server = coverage.servers.get(address)
  if (!server) {
    server = createServerCoverage(address)
    coverage.servers.set(address, server)
  }
  return server
}

/** A flow counts once, when it ends; what it carried counts as it is told. */
export function foldFlow(coverage: Coverage, summary: FlowSummary): void {
  const { flow, kind, bytes, gapBytes } = summary
  const server = serverCoverage(coverage, socketAddress(flow.serverAddress, flow.serverPort))
  if (summary.ended) {
    server.flows++
    if ((bytes[0] === 0) !== (bytes[1] === 0)) server.oneSidedFlows++
    if (summary.serverName !== null) server.serverNames.set(summary.serverName, (server.serverNames.get(summary.serverName) ?? 0) + 1)
  }
  if (kind !== 'empty') server.bytes.set(kind, (server.bytes.get(kind) ?? 0) + bytes[0] + bytes[1])
  server.gapBytes += gapBytes[0] + gapBytes[1]
  server.requests += summary.requests
  server.responses += summary.responses
  server.exchanges += summary.exchanges
  if (summary.firstUs < server.firstUs) server.firstUs = summary.firstUs
  if (summary.lastUs > server.lastUs) server.lastUs = summary.lastUs
}

/** Add `from` to `into`; commutative and associative. Counters that are high-water marks take the larger. */
export function mergeCoverage(into: Coverage, from: Coverage): void {
  for (const [id, value] of from.counters) {
    const own = into.counters.get(id) ?? 0
    into.counters.set(id, id in COUNTERS && isPeak(id as CounterId) ? Math.max(own, value) : own + value)
  }
  for (const [address, server] of from.servers) mergeServer(serverCoverage(into, address), server)
}

/** As plain values for MessagePack. */
export function encodeCoverage({ counters, servers }: Coverage): unknown {
  return [
    [...counters],
    [...servers.values()].map((server) => ({
      ...server,
      hosts: [...server.hosts],
      bytes: [...server.bytes],
      serverNames: [...server.serverNames],
    })),
  ]
}

type PlainServer = Omit<ServerCoverage, 'hosts' | 'bytes' | 'serverNames'> & {
  hosts: [string, number][]
  bytes: [FlowBytesKind, number][]
  serverNames: [string, number][]
}
type FlowBytesKind = ServerCoverage['bytes'] extends Map<infer K, number> ? K : never

export function decodeCoverage(plain: unknown): Coverage {
  const [counters, servers] = plain as [[string, number][], PlainServer[]]
  return {
    counters: new Map(counters),
    servers: new Map(
      servers.map((server) => [
        server.address,
        { ...server, hosts: new Map(server.hosts), bytes: new Map(server.bytes), serverNames: new Map(server.serverNames) },
      ]),
    ),
  }
}

function mergeServer(into: ServerCoverage, from: ServerCoverage): void {
  addCounts(into.hosts, from.hosts)
  addCounts(into.bytes, from.bytes)
  addCounts(into.serverNames, from.serverNames)
  into.flows += from.flows
  into.oneSidedFlows += from.oneSidedFlows
  into.gapBytes += from.gapBytes
  into.requests += from.requests
  into.responses += from.responses
  into.exchanges += from.exchanges
  into.firstUs = Math.min(into.firstUs, from.firstUs)
  into.lastUs = Math.max(into.lastUs, from.lastUs)
}
