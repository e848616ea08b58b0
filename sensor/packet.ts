// What passes between the stages of the sensor. Nothing here is allocated per packet: sinks are called with a
// reused buffer and offsets, and whatever must outlive the call is copied by the one who keeps it.

/** Receives captured packets, one call each, in capture order. */
export interface PacketSink {
  /**
   * One packet fills `bytes` from `start` up to `end`. `bytes` is no Buffer: its `slice` copies. `originalLength` is its length on the wire, larger than
   * `end - start` when the capture was cut by a snap length. `timestampUs`: microseconds since 1970, packet time.
   * `linkType` is a LINKTYPE_ number; `interfaceId` tells the capture interfaces of one run apart.
   */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    timestampUs: number,
    linkType: number,
    interfaceId: number,
  ): void
}

export const TCP_FIN = 0x01
export const TCP_SYN = 0x02
export const TCP_RST = 0x04
export const TCP_PSH = 0x08
export const TCP_ACK = 0x10
export const TCP_URG = 0x20

/**
 * One TCP segment as the decoder found it: a set of registers, reused for every packet and valid only during
 * the call. Addresses and payload are offsets into `bytes`.
 */
export interface TcpSegment {
  bytes: Uint8Array
  timestampUs: number
  interfaceId: number
  /** 4 or 6; the addresses are 4 or 16 bytes long. */
  ipVersion: number
  sourceAddress: number
  destinationAddress: number
  /** IPv4 identification (0 for IPv6): tells a captured-twice packet from a retransmission. */
  ipId: number
  sourcePort: number
  destinationPort: number
  /** Unsigned 32 bit. Compare only with the functions of reconstruct/tcp/sequence.ts. */
  sequence: number
  acknowledgement: number
  /** TCP_FIN … TCP_URG. */
  flags: number
  checksum: number
  /** With TCP_URG: how far behind `sequence` the urgent data ends. 0 without. */
  urgentPointer: number
  payloadStart: number
  payloadEnd: number
  /** Payload bytes that were on the wire; more than `payloadEnd - payloadStart` when the packet was truncated. */
  payloadWireBytes: number
  /**
   * What the segment was wrapped in: an id for the EncapsulationTable, 0 for nothing. Labels such as `vlan:12`.
   */
  encapsulationId: number
  /** Separates tenants that use the same addresses: a hash of VNIs and the like, 0 when there is none. */
  tenant: number
}

/** Receives TCP segments. `segment` is the decoder's own set of registers. */
export interface SegmentSink {
  segment(segment: TcpSegment): void
}
