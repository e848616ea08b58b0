// Assigned numbers that more than one decoder uses.

export const ETHERTYPE_IPV4 = 0x0800
export const ETHERTYPE_IPV6 = 0x86dd
export const ETHERTYPE_MPLS = 0x8847
export const ETHERTYPE_NSH = 0x894f
/** Transparent Ethernet bridging: an Ethernet frame inside GRE or GENEVE. */
export const ETHERTYPE_ETHERNET = 0x6558
/** The least EtherType; smaller values are lengths of an IEEE 802.3 frame. */
export const ETHERTYPE_MIN = 0x0600

export const PROTOCOL_HOP_BY_HOP = 0
export const PROTOCOL_IPV4 = 4
export const PROTOCOL_TCP = 6
export const PROTOCOL_UDP = 17
export const PROTOCOL_IPV6 = 41
export const PROTOCOL_ROUTING = 43
export const PROTOCOL_FRAGMENT = 44
export const PROTOCOL_DESTINATION_OPTIONS = 60
export const PROTOCOL_MOBILITY = 135
