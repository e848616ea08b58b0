// The same packets otherwise: cut into smaller segments, turned around, doubled, or without their beginning. Ethernet and IPv4 only.

import { readFileSync, writeFileSync } from 'node:fs'

export interface PacketRecord {
  readonly seconds: number
  readonly micros: number
  readonly frame: Buffer
}

const ETHERNET = 14
const FIN = 0x01
const PUSH = 0x08

/** Packets of a little-endian pcap with microseconds. */
export function readPackets(file: string): { header: Buffer; packets: PacketRecord[] } {
  const bytes = readFileSync(file)
  const packets: PacketRecord[] = []
  for (let at = 24; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 8)
    packets.push({ seconds: bytes.readUInt32LE(at), micros: bytes.readUInt32LE(at + 4), frame: bytes.subarray(at + 16, at + 16 + length) })
    at += 16 + length
  }
  return { header: bytes.subarray(0, 24), packets }
}

export function writePackets(file: string, header: Buffer, packets: readonly PacketRecord[]): string {
  const records = packets.flatMap(({ seconds, micros, frame }) => {
    const head = Buffer.alloc(16)
    head.writeUInt32LE(seconds, 0)
    head.writeUInt32LE(micros, 4)
    head.writeUInt32LE(frame.length, 8)
    head.writeUInt32LE(frame.length, 12)
    return [head, frame]
  })
  writeFileSync(file, Buffer.concat([header, ...records]))
  return file
}

/** Every packet with payload as many of at most `size` bytes. */
export const recut = (packets: readonly PacketRecord[], size: number): PacketRecord[] =>
  packets.flatMap((packet) => {
    const tcp = tcpOf(packet.frame)
    if (tcp === null || tcp.end - tcp.payload <= size) return [packet]
    const parts: PacketRecord[] = []
    for (let at = tcp.payload; at < tcp.end; at += size)
      parts.push({ ...packet, frame: part(packet.frame, tcp, at, Math.min(at + size, tcp.end)) })
    return parts
  })

/** Neighbours of one direction change places, every `every`th time. */
export function reorder(packets: readonly PacketRecord[], every: number): PacketRecord[] {
  const turned = [...packets]
  for (let i = every; i + 1 < turned.length; i += every) {
    const [a, b] = [turned[i]!, turned[i + 1]!]
    if (sourceOf(a.frame) !== sourceOf(b.frame) || isBoundary(a.frame) || isBoundary(b.frame)) continue
    turned[i] = { ...b, seconds: a.seconds, micros: a.micros }
    turned[i + 1] = { ...a, seconds: b.seconds, micros: b.micros }
  }
  return turned
}

export const duplicate = (packets: readonly PacketRecord[], every: number): PacketRecord[] =>
  packets.flatMap((packet, i) => (i % every === 0 ? [packet, packet] : [packet]))

interface Tcp {
  readonly start: number
  readonly payload: number
  readonly end: number
}

function tcpOf(frame: Buffer): Tcp | null {
  if (frame.readUInt16BE(12) !== 0x0800 || frame[ETHERNET + 9] !== 6) return null
  const start = ETHERNET + (frame[ETHERNET]! & 0x0f) * 4
  return { start, payload: start + (frame[start + 12]! >> 4) * 4, end: ETHERNET + frame.readUInt16BE(ETHERNET + 2) }
}

function part(frame: Buffer, tcp: Tcp, from: number, to: number): Buffer {
  const cut = Buffer.concat([frame.subarray(0, tcp.payload), frame.subarray(from, to)])
  cut.writeUInt16BE(cut.length - ETHERNET, ETHERNET + 2)
  cut.writeUInt32BE((frame.readUInt32BE(tcp.start + 4) + (from - tcp.payload)) >>> 0, tcp.start + 4)
  if (to < tcp.end) cut[tcp.start + 13] = cut[tcp.start + 13]! & ~(FIN | PUSH)
  return cut
}

const sourceOf = (frame: Buffer): string => frame.subarray(ETHERNET + 12, ETHERNET + 16).toString('hex')

/** SYN, FIN and RST stay where they are. */
function isBoundary(frame: Buffer): boolean {
  const tcp = tcpOf(frame)
  return tcp === null || (frame[tcp.start + 13]! & 0x07) !== 0
}
