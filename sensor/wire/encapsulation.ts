// What an entry of ENCAPSULATIONS is.

import type { Frame, Next } from './frame.ts'

export interface Encapsulation {
  /** Shown to the user, with the number that `decode` leaves in `frame.label`. */
  readonly name: string
  /** By what it is recognised. UDP ports are compared with the destination port … */
  readonly etherTypes?: readonly number[]
  readonly ipProtocols?: readonly number[]
  readonly udpPorts?: readonly number[]
  /** … and where answers come from that port, with the source port too. */
  readonly answersFromPort?: boolean
  /** Its number separates tenants that may use the same addresses. */
  readonly separatesTenants?: boolean
  /** Decode the header at `frame.at`. Total: any bytes give an answer. */
  decode(frame: Frame): Next
}
