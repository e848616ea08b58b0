// The network interfaces of this machine, as a person choosing one wants to see them. [I/O]
import { readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

export interface InterfaceInfo {
  readonly name: string
  /** Administratively up, and not known to be without a carrier. */
  readonly up: boolean
  readonly loopback: boolean
  /** IPv4 and IPv6, without prefix length. */
  readonly addresses: readonly string[]
  /** What the packets of it begin with, such as `Ethernet`; undefined when not known. */
  readonly linkType?: string
}

const SYSFS = '/sys/class/net'
/** Flags of netdevice(7). */
const IFF_UP = 0x1
const IFF_LOOPBACK = 0x8

/** ARPHRD_ numbers of linux/if_arp.h. */
const LINK_TYPES: Readonly<Record<number, string>> = {
  1: 'Ethernet',
  512: 'PPP',
  768: 'IPv4 tunnel',
  769: 'IPv6 tunnel',
  772: 'Ethernet',
  776: 'IPv6-in-IPv4',
  778: 'GRE',
  801: 'IEEE 802.11',
  803: 'IEEE 802.11 with radiotap',
  65534: 'raw IP',
}

/** Lists the interfaces, in the order of the kernel. `folder` is where Linux describes them. */
export async function listInterfaces(folder: string = SYSFS): Promise<InterfaceInfo[]> {
  const known = networkInterfaces()
  const addressesOf = (name: string): string[] => (known[name] ?? []).map((entry) => entry.address)
  const names = deviceNames(folder)
  if (names.length === 0)
    return Object.entries(known).map(([name, entries]) => ({
      name,
      up: true,
      loopback: entries?.some((entry) => entry.internal) ?? false,
      addresses: addressesOf(name),
    }))
  return names.map((name) => describe(folder, name, addressesOf(name)))
}

/** `bonding_masters` and the like lie in the same folder but are no devices. */
function deviceNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => attribute(folder, name, 'ifindex') !== undefined)
      .sort((a, b) => Number(attribute(folder, a, 'ifindex')) - Number(attribute(folder, b, 'ifindex')))
  } catch {
    return []
  }
}

function describe(folder: string, name: string, addresses: readonly string[]): InterfaceInfo {
  const flags = Number(attribute(folder, name, 'flags') ?? 0)
  const linkType = LINK_TYPES[Number(attribute(folder, name, 'type'))]
  return {
    name,
    up: (flags & IFF_UP) !== 0 && attribute(folder, name, 'carrier') !== '0',
    loopback: (flags & IFF_LOOPBACK) !== 0,
    addresses,
    ...(linkType === undefined ? {} : { linkType }),
  }
}

/** Packets that the interface has received and sent; undefined where the system does not tell. */
export function packetCount(name: string, folder: string = SYSFS): number | undefined {
  const [received, sent] = ['rx_packets', 'tx_packets'].map((file) => attribute(folder, name, join('statistics', file)))
  return received === undefined || sent === undefined ? undefined : Number(received) + Number(sent)
}

/** The kernel refuses some of them while the interface is down. */
function attribute(folder: string, name: string, file: string): string | undefined {
  try {
    return readFileSync(join(folder, name, file), 'utf8').trim()
  } catch {
    return undefined
  }
}
