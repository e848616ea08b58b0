// IEEE 802.2 LLC, with SNAP (RFC 1042) where it carries IP.

import { u16, u24 } from './bytes.ts'
import { ETHERTYPE, type Frame, IP, type Next } from './frame.ts'

const SNAP_SAP = 0xaa
const IP_SAP = 0x06
const UNNUMBERED = 0x03
const LLC_BYTES = 3
const SNAP_BYTES = 8
/** RFC 1042, and 802.1H bridge tunnels: both are followed by an EtherType. */
const ETHERNET_ORGANISATION = 0x000000
const BRIDGE_TUNNEL_ORGANISATION = 0x0000f8

export function decodeLlc(frame: Frame): Next {
  const { bytes, at, end } = frame
  if (end - at < LLC_BYTES) return frame.drop('decode.non-ip')
  const sap = bytes[at]!
  if (bytes[at + 1] !== sap || bytes[at + 2] !== UNNUMBERED) return frame.drop('decode.non-ip')
  if (sap === IP_SAP) return frame.to(IP, 0, at + LLC_BYTES)
  if (sap !== SNAP_SAP || end - at < SNAP_BYTES) return frame.drop('decode.non-ip')
  const organisation = u24(bytes, at + LLC_BYTES)
  if (organisation !== ETHERNET_ORGANISATION && organisation !== BRIDGE_TUNNEL_ORGANISATION) return frame.drop('decode.non-ip')
  return frame.to(ETHERTYPE, u16(bytes, at + 6), at + SNAP_BYTES)
}
