// Who is the client, when no SYN tells; and a flow's addresses as text.

import type { TcpSegment } from '../../sensor/index.ts'
import type { FlowRef } from '../exchange.ts'
import { ipv4Text, ipv6Text } from './address-text.ts'
import type { PairedStreams, Side } from './paired-streams.ts'

/** Ports below this belong to servers (RFC 6335 §6). */
const SYSTEM_PORTS_END = 1024

/** Ports that servers of web APIs are often given. */
const USUAL_SERVER_PORTS: ReadonlySet<number> = new Set([
  3000, 3001, 4000, 4200, 5000, 5001, 5173, 5601, 6443, 7001, 8000, 8001, 8008, 8080, 8081, 8082, 8083, 8088, 8090, 8123, 8181, 8200, 8443,
  8500, 8545, 8765, 8800, 8880, 8888, 9000, 9001, 9080, 9090, 9091, 9200, 9443, 9999, 10000, 11434, 15672,
])

/** The side that is probably the client, from the ports alone: content may correct it later. `side` sent the segment. */
export function likelyClient(segment: TcpSegment, side: Side): Side {
  const { sourcePort, destinationPort } = segment
  const difference = serverLikeness(sourcePort) - serverLikeness(destinationPort)
  const sourceIsServer = difference === 0 ? sourcePort < destinationPort : difference > 0
  return (sourceIsServer ? side ^ 1 : side) as Side
}

function serverLikeness(port: number): number {
  if (port < SYSTEM_PORTS_END) return 2
  return USUAL_SERVER_PORTS.has(port) ? 1 : 0
}

/** Addresses of a flow that is in its store. */
export function flowRef(flow: PairedStreams, encapsulation: readonly string[]): FlowRef {
  const { store, slot, clientSide } = flow
  const client = store.address(slot, clientSide)
  const server = store.address(slot, (clientSide ^ 1) as Side)
  const text = store.addressWords === 1 ? (words: Int32Array, at: number) => ipv4Text(words[at] as number) : ipv6Text
  return {
    id: flow.id,
    clientAddress: text(client.words, client.at),
    clientPort: client.port,
    serverAddress: text(server.words, server.at),
    serverPort: server.port,
    encapsulation,
  }
}

export function swappedRef(ref: FlowRef): FlowRef {
  return {
    ...ref,
    clientAddress: ref.serverAddress,
    clientPort: ref.serverPort,
    serverAddress: ref.clientAddress,
    serverPort: ref.clientPort,
  }
}
