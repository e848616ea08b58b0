// The tags and tunnels earshot looks into. To add one: write its file, add its line.

import { aruba } from './aruba.ts'
import { authenticationHeader } from './authentication-header.ts'
import { ayiya } from './ayiya.ts'
import { eTag } from './e-tag.ts'
import type { Encapsulation } from './encapsulation.ts'
import { erspan, erspan3 } from './erspan.ts'
import { etherIp } from './ether-ip.ts'
import { geneve } from './geneve.ts'
import { gre } from './gre.ts'
import { gtpU } from './gtp-u.ts'
import { ipInIp } from './ip-in-ip.ts'
import { l2tp } from './l2tp.ts'
import { macInMac } from './mac-in-mac.ts'
import { mpls } from './mpls.ts'
import { nsh } from './nsh.ts'
import { nvgre } from './nvgre.ts'
import { pppoe } from './pppoe.ts'
import { teredo } from './teredo.ts'
import { tzsp } from './tzsp.ts'
import { vlan } from './vlan.ts'
import { vnTag } from './vn-tag.ts'
import { vxlan, vxlanGpe } from './vxlan.ts'

export const ENCAPSULATIONS: readonly Encapsulation[] = [
  vlan,
  vnTag,
  eTag,
  macInMac,
  mpls,
  pppoe,
  gre,
  nvgre,
  erspan,
  erspan3,
  vxlan,
  vxlanGpe,
  geneve,
  gtpU,
  ipInIp,
  etherIp,
  teredo,
  ayiya,
  l2tp,
  nsh,
  tzsp,
  authenticationHeader,
  aruba,
]
