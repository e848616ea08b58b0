// From a captured packet to the TCP segment in it: link layer, tags and tunnels, IP, TCP.

import { type Counters, SLOT } from '../base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts'
import type { PacketSink, SegmentSink } from '../packet.ts'
import { tcpChecksumIsRight } from './checksum.ts'
import { EncapsulationTable, mix } from './encapsulation-table.ts'
import { ENCAPSULATIONS } from './encapsulations.ts'
import { decodeEthernet } from './ethernet.ts'
import { ETHERNET, ETHERTYPE, Frame, IP, IP_PROTOCOL, LLC, NAME_ONLY, type Next, NO_LABEL, PPP, STOP, WIFI } from './frame.ts'
import { decodeIeee80211 } from './ieee80211.ts'
import { FragmentTable } from './ip-fragments.ts'
import { decodeIpv4 } from './ipv4.ts'
import { decodeExtensionHeader, decodeIpv6, isExtensionHeader } from './ipv6.ts'
import type { LinkLayer } from './link-layer.ts'
import { LINK_LAYERS } from './link-layers.ts'
import { decodeLlc } from './llc.ts'
import { ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_MIN, PROTOCOL_TCP, PROTOCOL_UDP } from './numbers.ts'
import { decodePpp } from './ppp.ts'
import { Selectors } from './selectors.ts'
import { decodeTcp } from './tcp.ts'
import { enterUdp, hasUdpHeader, udpDestinationPort, udpSourcePort } from './udp.ts'

export interface PacketDecoderOptions {
  readonly limits?: Limits
  /** UDP ports to read as VXLAN or GENEVE instead of the usual ones. */
  readonly vxlanPorts?: readonly number[]
  readonly genevePorts?: readonly number[]
  /** Let VLAN ids and virtual network ids part flows with the same addresses. */
  readonly tenantsInFlowKey?: boolean
}

/** All of the first TCP packets and then one in so many have their checksum verified. */
const CHECKSUM_FIRST_PACKETS = 1000
const CHECKSUM_SAMPLE_MASK = 1023

/** ARP, RARP, LLDP, loop detection, 802.1X, PTP, PPPoE discovery: no IP to be missed inside. */
const NON_IP_ETHERTYPES: ReadonlySet<number> = new Set([0x0806, 0x8035, 0x88cc, 0x9000, 0x888e, 0x88f7, 0x8863, 0x8809])

const SEGMENTS_IN_TUNNELS = SLOT['decode.encapsulated']
const EXTENSIONS_LIMIT = 'decode.extension-header-limit'

export class PacketDecoder implements PacketSink {
  readonly encapsulations: EncapsulationTable
  readonly #sink: SegmentSink
  readonly #counts: Float64Array
  readonly #limits: Limits
  readonly #frame: Frame
  readonly #fragments: FragmentTable
  readonly #linkLayers: readonly (LinkLayer | undefined)[]
  readonly #selectors: Selectors
  readonly #tenantsInFlowKey: boolean
  #depth = 0
  #extensionHeaders = 0
  #tcpPackets = 0

  constructor(sink: SegmentSink, counters: Counters, options: PacketDecoderOptions = {}) {
    this.#sink = sink
    this.#counts = counters.values
    this.#limits = options.limits ?? DEFAULT_LIMITS
    this.#frame = new Frame(counters.values)
    this.#fragments = new FragmentTable(counters, this.#limits)
    this.#linkLayers = byLinkType()
    this.#selectors = new Selectors({
      ...(options.vxlanPorts === undefined ? {} : { vxlan: options.vxlanPorts }),
      ...(options.genevePorts === undefined ? {} : { geneve: options.genevePorts }),
    })
    this.#tenantsInFlowKey = options.tenantsInFlowKey === true
    this.encapsulations = new EncapsulationTable(this.#limits.encapsulationLabels)
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    timestampUs: number,
    linkType: number,
    interfaceId: number,
  ): void {
    const frame = this.#frame
    const segment = frame.segment
    const layer = this.#linkLayers[linkType]
    if (layer === undefined) {
      frame.count('decode.unsupported-link-type')
      return
    }
    frame.bytes = bytes
    frame.at = start
    frame.end = end
    frame.wireEnd = start + originalLength
    frame.greKey = -1
    frame.greSequenced = false
    segment.timestampUs = timestampUs
    segment.interfaceId = interfaceId
    segment.encapsulationId = 0
    segment.tenant = 0
    this.#depth = 0
    this.#extensionHeaders = 0
    let next = layer.decode(frame)
    while (next !== STOP) next = this.#decode(next)
  }

  /** Each step moves inwards or stops; tunnels and extension headers are counted, so this ends. */
  #decode(next: Next): Next {
    const frame = this.#frame
    // a header may claim to end behind the packet
    if (frame.at > frame.end) return frame.drop('decode.bad-link-header')
    switch (next) {
      case ETHERTYPE:
        return this.#byEtherType()
      case IP_PROTOCOL:
        return this.#byIpProtocol()
      case IP:
        return this.#byIpVersion()
      case ETHERNET:
        return decodeEthernet(frame)
      case PPP:
        return decodePpp(frame)
      case WIFI:
        return decodeIeee80211(frame)
      case LLC:
        return decodeLlc(frame)
      default:
        return STOP
    }
  }

  #byEtherType(): Next {
    const frame = this.#frame
    const etherType = frame.protocol
    if (etherType === ETHERTYPE_IPV4) return decodeIpv4(frame, this.#fragments)
    if (etherType === ETHERTYPE_IPV6) return decodeIpv6(frame)
    if (etherType < ETHERTYPE_MIN) return decodeLlc(frame)
    const kind = this.#selectors.byEtherType(etherType)
    if (kind !== -1) return this.#enter(kind)
    return frame.drop(NON_IP_ETHERTYPES.has(etherType) ? 'decode.non-ip' : 'decode.unsupported-ethertype')
  }

  #byIpVersion(): Next {
    const frame = this.#frame
    if (frame.at >= frame.end) return frame.drop('decode.bad-ip-header')
    return frame.bytes[frame.at]! >>> 4 === 6 ? decodeIpv6(frame) : decodeIpv4(frame, this.#fragments)
  }

  #byIpProtocol(): Next {
    const frame = this.#frame
    const protocol = frame.protocol
    if (protocol === PROTOCOL_TCP) return this.#tcp()
    if (protocol === PROTOCOL_UDP) return this.#udp()
    if (frame.segment.ipVersion === 6 && isExtensionHeader(protocol)) {
      if (++this.#extensionHeaders > this.#limits.ipv6ExtensionHeaders) return frame.drop(EXTENSIONS_LIMIT)
      return decodeExtensionHeader(frame, this.#fragments)
    }
    const kind = this.#selectors.byIpProtocol(protocol)
    return kind === -1 ? frame.drop('decode.not-tcp') : this.#enter(kind)
  }

  #udp(): Next {
    const frame = this.#frame
    if (!hasUdpHeader(frame)) return frame.drop('decode.not-tcp')
    const kind = this.#selectors.byUdpPorts(udpSourcePort(frame), udpDestinationPort(frame))
    if (kind === -1) return frame.drop('decode.not-tcp')
    enterUdp(frame)
    return this.#enter(kind)
  }

  /** Look into a tag or tunnel, and remember it. */
  #enter(kind: number): Next {
    const frame = this.#frame
    if (++this.#depth > this.#limits.encapsulationDepth) return frame.drop('decode.tunnel-depth')
    const encapsulation = ENCAPSULATIONS[kind]!
    frame.label = NAME_ONLY
    const next = encapsulation.decode(frame)
    if (next === STOP || frame.label === NO_LABEL) return next
    const segment = frame.segment
    const id = this.encapsulations.extend(segment.encapsulationId, kind, frame.label, encapsulation.name)
    if (id === -1) frame.count('decode.encapsulation-labels-full')
    else segment.encapsulationId = id
    if (this.#tenantsInFlowKey && encapsulation.separatesTenants) segment.tenant = mix(segment.tenant, kind, frame.label)
    return next
  }

  #tcp(): Next {
    const frame = this.#frame
    const start = frame.at
    if (!decodeTcp(frame)) return frame.drop('decode.bad-tcp-header')
    if (this.#depth > 0) this.#counts[SEGMENTS_IN_TUNNELS]!++
    const number = this.#tcpPackets++
    if (number < CHECKSUM_FIRST_PACKETS || (number & CHECKSUM_SAMPLE_MASK) === 0) this.#sampleChecksum(start)
    this.#sink.segment(frame.segment)
    return STOP
  }

  #sampleChecksum(start: number): void {
    const frame = this.#frame
    if (frame.wireEnd > frame.end) return
    frame.count('decode.checksum-sampled')
    if (!tcpChecksumIsRight(frame.segment, start)) frame.count('decode.checksum-bad-sampled')
  }
}

function byLinkType(): readonly (LinkLayer | undefined)[] {
  const table: (LinkLayer | undefined)[] = []
  for (const layer of LINK_LAYERS) for (const linkType of layer.linkTypes) table[linkType] = layer
  return table
}
