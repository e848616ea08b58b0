// The packet being decoded, as a set of registers. Decoders read what begins at `at`, move `at` and `end` inwards
// and say by a Next what they found there. One Frame serves all packets, so that decoding allocates nothing.

import { type CounterId, SLOT } from '../base/counters.ts'
import type { TcpSegment } from '../packet.ts'

/** Nothing to go on with: the segment was handed on, or the packet was counted away. */
export const STOP = 0
/** An Ethernet frame begins at `at`. */
export const ETHERNET = 1
/** `protocol` is an EtherType (or an IEEE 802.3 length) and tells what begins at `at`. */
export const ETHERTYPE = 2
/** An IP packet whose version is in its first four bits. */
export const IP = 3
/** `protocol` is an IP protocol number. */
export const IP_PROTOCOL = 4
/** A PPP frame, from its address and control bytes or from its protocol number. */
export const PPP = 5
/** An IEEE 802.2 LLC header. */
export const LLC = 6
/** An IEEE 802.11 frame. */
export const WIFI = 7

export type Next = typeof STOP | typeof ETHERNET | typeof ETHERTYPE | typeof IP | typeof IP_PROTOCOL | typeof PPP | typeof LLC | typeof WIFI

/** Values of `Frame.label`: the encapsulation is shown by its name alone, or not at all. */
export const NAME_ONLY = -1
export const NO_LABEL = -2

export class Frame {
  bytes: Uint8Array = new Uint8Array(0)
  /** Where the header to be decoded next begins. */
  at = 0
  /** End of what was captured of the current layer. Never behind the end of the packet. */
  end = 0
  /** Where the current layer ends on the wire; behind `end` when the capture was cut. */
  wireEnd = 0
  /** EtherType or IP protocol number, as the last Next told. */
  protocol = 0
  /** Set by an encapsulation: the number shown with its name, or NAME_ONLY, or NO_LABEL. */
  label = NAME_ONLY
  /** The GRE key of the layer just left, -1 without one; and whether it had a sequence number. */
  greKey = -1
  greSequenced = false
  /** Registers of the segment to come; IP fills in the addresses. */
  readonly segment: TcpSegment = {
    bytes: this.bytes,
    timestampUs: 0,
    interfaceId: 0,
    ipVersion: 4,
    sourceAddress: 0,
    destinationAddress: 0,
    ipId: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    flags: 0,
    checksum: 0,
    urgentPointer: 0,
    payloadStart: 0,
    payloadEnd: 0,
    payloadWireBytes: 0,
    encapsulationId: 0,
    tenant: 0,
  }
  readonly #counts: Float64Array

  constructor(counts: Float64Array) {
    this.#counts = counts
  }

  count(id: CounterId): void {
    this.#counts[SLOT[id]]!++
  }

  /** Count the packet away. */
  drop(id: CounterId): Next {
    this.#counts[SLOT[id]]!++
    return STOP
  }

  /** Go on at `at` with what `protocol` tells in the number space of `next`. */
  to(next: Next, protocol: number, at: number): Next {
    this.protocol = protocol
    this.at = at
    return next
  }
}
