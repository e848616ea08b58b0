// IP inside IP: 4 is IPv4 (RFC 2003, RFC 2473), 41 is IPv6 (6in4, RFC 4213).

import type { Encapsulation } from './encapsulation.ts'
import { IP, NAME_ONLY } from './frame.ts'
import { PROTOCOL_IPV4, PROTOCOL_IPV6 } from './numbers.ts'

export const ipInIp: Encapsulation = {
  name: 'ip-in-ip',
  ipProtocols: [PROTOCOL_IPV4, PROTOCOL_IPV6],
  decode(frame) {
    frame.label = NAME_ONLY
    return frame.to(IP, 0, frame.at)
  },
}
