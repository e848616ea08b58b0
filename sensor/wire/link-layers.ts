// The link layers earshot reads. To add one: write its file, add its line.

import { arcnet, arcnetLinux } from './arcnet.ts'
import { ciscoHdlc } from './cisco-hdlc.ts'
import { ethernet } from './ethernet.ts'
import { ieee80211, ieee80211Radiotap } from './ieee80211.ts'
import { ipOverInfiniband } from './ip-over-infiniband.ts'
import type { LinkLayer } from './link-layer.ts'
import { linuxSll } from './linux-sll.ts'
import { linuxSll2 } from './linux-sll2.ts'
import { nflog } from './nflog.ts'
import { nullLoopback } from './null-loopback.ts'
import { perPacketInformation } from './per-packet-information.ts'
import { ppp } from './ppp.ts'
import { pppEther } from './pppoe.ts'
import { rawIp } from './raw-ip.ts'

export const LINK_LAYERS: readonly LinkLayer[] = [
  ethernet,
  nullLoopback,
  rawIp,
  linuxSll,
  linuxSll2,
  ppp,
  pppEther,
  ciscoHdlc,
  ieee80211,
  ieee80211Radiotap,
  nflog,
  perPacketInformation,
  ipOverInfiniband,
  arcnet,
  arcnetLinux,
]
