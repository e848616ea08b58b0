// Puts fragmented IP packets together again. A packet comes out whole or not at all; the first copy of a byte counts,
// and fragments that contradict each other cost the packet (RFC 5722). Everything here is bounded.

import type { Counters } from '../base/counters.ts'
import type { Limits } from '../base/limits.ts'
import { type Frame, IP_PROTOCOL, type Next, STOP } from './frame.ts'

const MAX_PACKET_BYTES = 65_535

/** One IP packet in the making: its addresses, then the payload, as far as it came. */
interface Datagram {
  readonly startedUs: number
  readonly addresses: Uint8Array
  /** Payload fragments that do not overlap, by offset. */
  readonly pieces: Map<number, Uint8Array>
  bytes: number
  count: number
  /** Payload length, told by the last fragment; -1 before. */
  total: number
  /** Next header as the first fragment tells it; that of the others does not count (RFC 8200 section 4.5). */
  protocol: number
}

export class FragmentTable {
  readonly #counters: Counters
  readonly #limits: Limits
  /** Oldest first. */
  readonly #datagrams = new Map<string, Datagram>()
  #totalBytes = 0

  constructor(counters: Counters, limits: Limits) {
    this.#counters = counters
    this.#limits = limits
  }

  /** Bytes held, for the test of the bound. */
  get heldBytes(): number {
    return this.#totalBytes
  }

  /** Take the fragment at `frame.at`. When it completes its packet, `frame` continues with that. */
  add(frame: Frame, identification: number, offset: number, more: boolean): Next {
    this.#counters.add('decode.fragments')
    this.#expire(frame.segment.timestampUs)
    const key = keyOf(frame, identification)
    const length = frame.end - frame.at
    const cut = frame.wireEnd > frame.end
    const impossible = offset + length > MAX_PACKET_BYTES || (more && length % 8 !== 0) || length === 0
    const known = this.#datagrams.get(key)
    if (cut || impossible) return this.#giveUp(key, known, 'decode.fragment-dropped')
    const datagram = known ?? this.#begin(key, frame)
    if (offset === 0) datagram.protocol = frame.protocol
    return this.#insert(key, datagram, frame, offset, more)
  }

  #insert(key: string, datagram: Datagram, frame: Frame, offset: number, more: boolean): Next {
    const piece = frame.bytes.subarray(frame.at, frame.end)
    const contradicts = more
      ? datagram.total !== -1 && offset + piece.length > datagram.total
      : !this.#setTotal(datagram, offset + piece.length)
    const fit = contradicts ? 'contradicts' : placeOf(datagram, piece, offset)
    if (fit === 'contradicts') return this.#giveUp(key, datagram, 'decode.fragment-overlap')
    if (fit === 'repeats') return STOP
    if (++datagram.count > this.#limits.fragmentsPerDatagram) return this.#giveUp(key, datagram, 'decode.fragment-dropped')
    datagram.pieces.set(offset, Uint8Array.from(piece))
    datagram.bytes += piece.length
    this.#totalBytes += piece.length
    if (datagram.bytes === datagram.total) return this.#complete(key, datagram, frame)
    while (this.#totalBytes > this.#limits.fragmentTotalBytes) this.#giveUpOldest()
    return STOP
  }

  /** False when another end was told before, or bytes behind this one came. */
  #setTotal(datagram: Datagram, total: number): boolean {
    if (datagram.total !== -1) return datagram.total === total
    for (const [offset, piece] of datagram.pieces) if (offset + piece.length > total) return false
    datagram.total = total
    return true
  }

  #begin(key: string, frame: Frame): Datagram {
    while (this.#datagrams.size >= this.#limits.fragmentDatagrams) this.#giveUpOldest()
    const { bytes, segment } = frame
    const size = segment.ipVersion === 4 ? 4 : 16
    const addresses = new Uint8Array(size * 2)
    addresses.set(bytes.subarray(segment.sourceAddress, segment.sourceAddress + size))
    addresses.set(bytes.subarray(segment.destinationAddress, segment.destinationAddress + size), size)
    const datagram = {
      startedUs: segment.timestampUs,
      addresses,
      pieces: new Map(),
      bytes: 0,
      count: 0,
      total: -1,
      protocol: frame.protocol,
    }
    this.#datagrams.set(key, datagram)
    return datagram
  }

  #complete(key: string, datagram: Datagram, frame: Frame): Next {
    this.#forget(key, datagram)
    this.#counters.add('decode.fragments-reassembled')
    const { addresses } = datagram
    const whole = new Uint8Array(addresses.length + datagram.total)
    whole.set(addresses)
    for (const [offset, piece] of datagram.pieces) whole.set(piece, addresses.length + offset)
    frame.bytes = whole
    frame.end = frame.wireEnd = whole.length
    frame.segment.sourceAddress = 0
    frame.segment.destinationAddress = addresses.length / 2
    return frame.to(IP_PROTOCOL, datagram.protocol, addresses.length)
  }

  #expire(nowUs: number): void {
    for (const datagram of this.#datagrams.values()) {
      if (nowUs - datagram.startedUs <= this.#limits.fragmentAgeUs) return
      this.#giveUpOldest()
    }
  }

  #giveUpOldest(): void {
    const oldest = this.#datagrams.entries().next().value
    if (oldest !== undefined) this.#giveUp(oldest[0], oldest[1], 'decode.fragment-dropped')
  }

  #giveUp(key: string, datagram: Datagram | undefined, reason: 'decode.fragment-dropped' | 'decode.fragment-overlap'): Next {
    this.#counters.add(reason)
    if (datagram !== undefined) this.#forget(key, datagram)
    return STOP
  }

  #forget(key: string, datagram: Datagram): void {
    if (this.#datagrams.delete(key)) this.#totalBytes -= datagram.bytes
  }
}

/** A piece is new, repeats bytes that are there, or contradicts them. Overlaps that are no plain repeat contradict (RFC 5722). */
function placeOf(datagram: Datagram, piece: Uint8Array, offset: number): 'new' | 'repeats' | 'contradicts' {
  for (const [start, known] of datagram.pieces) {
    if (offset >= start + known.length || offset + piece.length <= start) continue
    const same = offset === start && piece.length === known.length && piece.every((byte, index) => byte === known[index])
    return same ? 'repeats' : 'contradicts'
  }
  return 'new'
}

/** Source, destination, wrapping and identification; for IPv4 the protocol too (RFC 791 section 3.2). */
function keyOf(frame: Frame, identification: number): string {
  const { bytes, segment } = frame
  const size = segment.ipVersion === 4 ? 4 : 16
  let key = `${segment.encapsulationId},${identification},${segment.ipVersion === 4 ? frame.protocol : ''},`
  for (let at = 0; at < size; at++) key += String.fromCharCode(bytes[segment.sourceAddress + at]!, bytes[segment.destinationAddress + at]!)
  return key
}
