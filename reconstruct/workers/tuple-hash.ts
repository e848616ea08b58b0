// Which worker a segment belongs to. Both directions of a flow must go to the same one.

import type { TcpSegment } from '../../sensor/index.ts'

/** A hash of what makes a flow, 0 … 2^32 - 1, the same for both directions. */
export function tupleHash(segment: TcpSegment): number {
  const { bytes, sourceAddress, destinationAddress, sourcePort, destinationPort, tenant } = segment
  const addressBytes = segment.ipVersion === 6 ? 16 : 4
  const source = hashAddress(bytes, sourceAddress, addressBytes, sourcePort)
  const destination = hashAddress(bytes, destinationAddress, addressBytes, destinationPort)
  // neither sum nor exclusive or tells which of the two came first
  const mixed = Math.imul((source + destination) ^ stir(source ^ destination) ^ tenant, 0x85ebca6b)
  return stir(mixed) >>> 0
}

function hashAddress(bytes: Uint8Array, start: number, length: number, port: number): number {
  let hash = port
  for (let at = start; at < start + length; at += 4) {
    const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    hash = stir(Math.imul(hash ^ word, 0x9e3779b1))
  }
  return hash
}

const stir = (value: number): number => value ^ (value >>> 15)
