// One text for an address and a port, however often it is asked for: it is the key of several maps for each exchange.

import { remembered } from './remembered.ts'

const ADDRESSES_MAX = 4096
/** Of one address: servers have few. */
const PORTS_MAX = 64

const portsOf = remembered(ADDRESSES_MAX, () => new Map<number, string>())

/** `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function socketAddress(address: string, port: number): string {
  const ports = portsOf(address)
  let text = ports.get(port)
  if (text === undefined) {
    text = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
    if (ports.size >= PORTS_MAX) ports.clear()
    ports.set(port, text)
  }
  return text
}
