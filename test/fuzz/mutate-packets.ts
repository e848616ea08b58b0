// Changes to the packets of a capture, as bad mirrors, bad networks and bad people make them. Each is one function on the list.

import type { WrittenPacket } from '../../fixtures/build/capture-writer.ts'
import { type FrameMap, mapFrame } from './frame-map.ts'

export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
}

export const dice = (random: () => number): Dice => ({
  below: (below) => Math.floor(random() * below),
  pick: (list) => list[Math.floor(random() * list.length)] as never,
  chance: (probability) => random() < probability,
})

/** What one mutation works on: packets it may replace, and those of another capture to take parts from. */
export interface Material {
  readonly packets: WrittenPacket[]
  readonly others: readonly WrittenPacket[]
  readonly dice: Dice
}

type Mutation = (material: Material) => void

/** Numbers at which programs count wrong. */
const EDGES = [
  0, 1, 2, 3, 4, 7, 8, 15, 16, 19, 20, 39, 40, 127, 128, 255, 256, 1460, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x7fffffff, 0x80000000,
]

const TEXTS = [
  ['\r\n\r\n', '\n\n', '\r\n', '\r', '\0\r\n', '\r\n \r\n'],
  ['Content-Length: 0\r\n', 'Content-Length: 18446744073709551617\r\n', 'Content-Length: -1\r\n', 'Content-Length: 5, 5\r\n'],
  ['Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n', 'Content-Encoding: gzip\r\n', 'Content-Encoding: br\r\n'],
  ['Connection: close\r\n', 'Upgrade: websocket\r\n', 'Expect: 100-continue\r\n', 'Connection: upgrade\r\n'],
  ['0\r\n\r\n', 'ffffffffffffffff\r\n', '8000000000000000\r\n', '1;a=b\r\n', ' 5 \r\n', '-1\r\n'],
  [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'CONNECT a:1 HTTP/1.1\r\n\r\n',
    'HEAD / HTTP/1.0\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /\r\n',
  ],
  [
    'HTTP/1.1 100 C\r\n\r\n',
    'HTTP/1.1 101 S\r\n\r\n',
    'HTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.0 304 N\r\n\r\n',
    'HTTP/1.1 204 N\r\nContent-Length: 3\r\n\r\n',
  ],
  ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', '\x1f\x8b\x08\x00', '{"a":[', '{"__proto__":1}', '"'.repeat(50), '['.repeat(500)],
] as const

const copy = (packet: WrittenPacket, bytes: Uint8Array = Uint8Array.from(packet.bytes)): WrittenPacket => ({
  ...packet,
  bytes,
  originalLength: packet.originalLength + Math.max(0, bytes.length - packet.bytes.length),
})

/** Replace one packet by a changed copy. */
function change(material: Material, edit: (bytes: Uint8Array, map: FrameMap, material: Material) => Uint8Array | undefined): void {
  const at = material.dice.below(material.packets.length)
  const packet = material.packets[at] as WrittenPacket
  const changed = copy(packet)
  const bytes = edit(changed.bytes, mapFrame(changed.bytes), material)
  material.packets[at] = bytes === undefined ? changed : copy(packet, bytes)
}

const flipBits: Mutation = (material) =>
  change(material, (bytes, _map, { dice }) => {
    const reach = dice.chance(0.6) ? Math.min(bytes.length, 100) : bytes.length
    for (let times = dice.below(6); times >= 0 && reach > 0; times--) bytes[dice.below(reach)]! ^= 1 << dice.below(8)
  })

const setNumber: Mutation = (material) =>
  change(material, (bytes, map, { dice }) => {
    const value = dice.pick(EDGES)
    // lengths, offsets, checksums and ports of IPv4, IPv6, UDP, TCP and of what tunnels put in front
    const places = [map.ip + 2, map.ip + 4, map.ip + 6, map.tcp + 12, map.tcp + 14, map.tcp + 18, map.payload, dice.below(bytes.length)]
    const at = dice.pick(places)
    const width = dice.pick([1, 2, 4])
    for (let byte = 0; byte < width; byte++) if (at >= 0 && at + byte < bytes.length) bytes[at + byte] = value >>> (8 * (width - 1 - byte))
  })

const moveSequence: Mutation = (material) =>
  change(material, (bytes, { tcp }, { dice }) => {
    if (tcp < 0) return
    const view = new DataView(bytes.buffer)
    const at = tcp + dice.pick([4, 8])
    view.setUint32(at, view.getUint32(at) + dice.pick([...EDGES, -1, -2, -100, -1460, -0x10000]))
  })

const setFlags: Mutation = (material) =>
  change(material, (bytes, { tcp }, { dice }) => {
    if (tcp >= 0) bytes[tcp + 13] = dice.chance(0.5) ? dice.below(64) : (bytes[tcp + 13] as number) ^ (1 << dice.below(6))
  })

/** Give a packet another payload and set the lengths right, so that it reaches the HTTP reader. */
function withPayload(bytes: Uint8Array, { ip, payload }: FrameMap, content: Uint8Array): Uint8Array {
  const changed = new Uint8Array(payload + content.length)
  changed.set(bytes.subarray(0, payload))
  changed.set(content, payload)
  const view = new DataView(changed.buffer)
  if ((changed[ip] as number) >> 4 === 4) view.setUint16(ip + 2, changed.length - ip)
  else view.setUint16(ip + 4, changed.length - ip - 40)
  return changed
}

const writeText: Mutation = (material) =>
  change(material, (bytes, map, { dice }) => {
    if (map.tcp < 0) return undefined
    const old = bytes.subarray(map.payload)
    const text = Buffer.from(dice.pick(dice.pick(TEXTS)), 'latin1')
    const line = Buffer.from(old).indexOf('\n', dice.below(old.length + 1)) + 1
    const at = dice.chance(0.7) && line > 0 ? line : dice.below(old.length + 1)
    const skipped = dice.chance(0.3) ? text.length : 0
    return withPayload(bytes, map, Buffer.concat([old.subarray(0, at), text, old.subarray(at + skipped)]))
  })

const changeDigits: Mutation = (material) =>
  change(material, (bytes, { payload }, { dice }) => {
    for (let at = payload + dice.below(Math.max(1, bytes.length - payload)); at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte < 0x30 || byte > 0x39) continue
      bytes[at] = dice.pick([0x30, 0x31, 0x39, 0x20, 0x2d, 0x66])
      return
    }
  })

const splicePayload: Mutation = (material) =>
  change(material, (bytes, map, { dice, others, packets }) => {
    const donor = dice.pick(others.length > 0 && dice.chance(0.7) ? others : packets)
    const theirs = mapFrame(donor.bytes)
    if (map.tcp < 0 || theirs.tcp < 0) return undefined
    const mine = bytes.subarray(map.payload)
    const tail = donor.bytes.subarray(theirs.payload + dice.below(Math.max(1, donor.bytes.length - theirs.payload)))
    return withPayload(bytes, map, Buffer.concat([mine.subarray(0, dice.below(mine.length + 1)), tail]))
  })

const spliceFrame: Mutation = (material) =>
  change(material, (bytes, _map, { dice, others, packets }) => {
    const donor = dice.pick(others.length > 0 ? others : packets).bytes
    return Uint8Array.from([...bytes.subarray(0, dice.below(bytes.length + 1)), ...donor.subarray(dice.below(donor.length + 1))])
  })

const cut: Mutation = ({ packets, dice }) => {
  const at = dice.below(packets.length)
  const packet = packets[at] as WrittenPacket
  packets[at] = { ...packet, bytes: packet.bytes.slice(0, dice.below(packet.bytes.length + 1)) }
}

const cutAll: Mutation = ({ packets, dice }) => {
  const snapLength = dice.pick([14, 34, 54, 64, 66, 96, 128, 256, 600])
  for (const [at, packet] of packets.entries()) packets[at] = { ...packet, bytes: packet.bytes.slice(0, snapLength) }
}

const repeat: Mutation = ({ packets, dice }) => {
  const from = dice.below(packets.length)
  const run = packets.slice(from, from + 1 + dice.below(dice.chance(0.8) ? 3 : 40))
  packets.splice(dice.chance(0.5) ? from + run.length : dice.below(packets.length), 0, ...run)
}

const lose: Mutation = ({ packets, dice }) => {
  packets.splice(dice.below(packets.length), 1 + dice.below(dice.chance(0.8) ? 3 : 30))
}

const move: Mutation = ({ packets, dice }) => {
  const taken = packets.splice(dice.below(packets.length), 1 + dice.below(3))
  packets.splice(dice.below(packets.length + 1), 0, ...taken)
}

const shiftTime: Mutation = ({ packets, dice }) => {
  const us = dice.pick([-1e12, -3.6e9, -1e6, -1000, 1000, 400_000, 6e6, 61e6, 301e6, 901e6, 1e12])
  const from = dice.below(packets.length)
  const to = dice.chance(0.5) ? packets.length : from + 1
  for (let at = from; at < to; at++) {
    const packet = packets[at] as WrittenPacket
    packets[at] = { ...packet, timestampUs: Math.max(0, packet.timestampUs + us) }
  }
}

const insertOther: Mutation = ({ packets, others, dice }) => {
  if (others.length === 0) return
  const from = dice.below(others.length)
  packets.splice(dice.below(packets.length + 1), 0, ...others.slice(from, from + 1 + dice.below(8)))
}

const relink: Mutation = ({ packets, dice }) => {
  const linkType = dice.pick([0, 1, 9, 12, 50, 51, 101, 104, 105, 108, 113, 127, 147, 192, 228, 229, 239, 276, dice.below(300)])
  const at = dice.below(packets.length)
  packets[at] = { ...(packets[at] as WrittenPacket), linkType }
}

export const PACKET_MUTATIONS: readonly Mutation[] = [
  ...[flipBits, setNumber, moveSequence, setFlags, writeText, writeText, changeDigits, splicePayload, spliceFrame],
  ...[cut, cutAll, repeat, lose, move, shiftTime, insertOther, relink],
]
