// The "next protocol" numbers that VXLAN-GPE and NSH (RFC 8300 section 6.3) share.

import { ETHERTYPE_ETHERNET, ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_MPLS, ETHERTYPE_NSH } from './numbers.ts'

const ETHERTYPES: readonly number[] = [0, ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_ETHERNET, ETHERTYPE_NSH, ETHERTYPE_MPLS]

/** The EtherType that means the same, 0 for an unknown one. */
export const gpeProtocol = (next: number): number => ETHERTYPES[next] ?? 0
