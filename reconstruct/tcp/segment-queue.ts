// What waits in one direction: bytes behind a hole, bytes held for the other direction, and holes known from truncation.
//
// Invariants: pieces are sorted, disjoint and not empty; the first copy of a byte wins; a known hole gives way to bytes;
// `bytes` is the sum of the pieces that have bytes, `cost` what they take in memory, both also added to the context.

import type { TcpContext } from './tcp-context.ts'

/** Bytes of memory that a queued piece takes besides its payload (object, buffer, its place in the list). */
const PIECE_OVERHEAD_BYTES = 384

/** A run of queued bytes `[from, to)`, in offsets of its direction. `bytes` is null for a known hole. */
export interface QueuedPiece {
  from: number
  to: number
  bytes: Uint8Array | null
  /** Offset in the other direction. */
  acknowledged: number
  readonly timestampUs: number
  readonly segmentStart: boolean
  /** Number of the packet within its flow. */
  readonly packet: number
}

export class SegmentQueue {
  readonly pieces: QueuedPiece[] = []
  bytes = 0
  cost = 0
  /** Results of the last `insert`: bytes that were there already, and how many of those differed. */
  repeatedBytes = 0
  conflictingBytes = 0
  readonly #context: TcpContext

  constructor(context: TcpContext) {
    this.#context = context
  }

  /**
   * Queue `bytes[start, start + to - from)` as `[from, to)`, copied, or a known hole if `bytes` is null. Only what is not there
   * yet is added.
   */
  insert(from: number, to: number, bytes: Uint8Array | null, start: number, origin: Omit<QueuedPiece, 'from' | 'to' | 'bytes'>): void {
    this.repeatedBytes = 0
    this.conflictingBytes = 0
    let index = this.#firstEndingBehind(from)
    let at = from
    while (at < to) {
      const piece = this.pieces[index]
      if (piece === undefined || piece.from >= to) {
        this.#add(index, at, to, bytes, start + at - from, origin, at === from)
        return
      }
      if (piece.from > at) {
        this.#add(index, at, piece.from, bytes, start + at - from, origin, at === from)
        index++
        at = piece.from
      }
      const end = Math.min(piece.to, to)
      if (bytes !== null && piece.bytes === null) {
        index = this.#fill(index, at, end, bytes, start + at - from, origin, at === from)
      } else {
        if (bytes !== null) {
          this.repeatedBytes += end - at
          this.conflictingBytes += countDifferent(piece.bytes as Uint8Array, at - piece.from, bytes, start + at - from, end - at)
        }
        index++
      }
      at = end
    }
  }

  /** The first piece leaves the queue. */
  removeFirst(): QueuedPiece {
    const piece = this.pieces.shift() as QueuedPiece
    this.#account(piece, -1)
    return piece
  }

  /** Remove everything at or behind `offset`; gives the number of bytes removed. */
  dropFrom(offset: number): number {
    return this.#dropWhile(
      () => this.pieces.at(-1),
      (piece) => piece.to > offset,
      (piece) => {
        this.pieces.pop()
        return piece.from < offset ? { ...piece, to: offset, bytes: piece.bytes?.slice(0, offset - piece.from) ?? null } : undefined
      },
    )
  }

  /** Remove everything before `offset`; gives the number of bytes removed. */
  dropBefore(offset: number): number {
    return this.#dropWhile(
      () => this.pieces[0],
      (piece) => piece.from < offset,
      (piece) => {
        this.pieces.shift()
        return piece.to > offset
          ? { ...piece, from: offset, bytes: piece.bytes?.slice(offset - piece.from) ?? null, segmentStart: false }
          : undefined
      },
    )
  }

  #dropWhile(
    next: () => QueuedPiece | undefined,
    concerned: (piece: QueuedPiece) => boolean,
    cut: (piece: QueuedPiece) => QueuedPiece | undefined,
  ): number {
    const before = this.bytes
    for (let piece = next(); piece !== undefined && concerned(piece); piece = next()) {
      this.#account(piece, -1)
      const rest = cut(piece)
      if (rest === undefined) continue
      this.#account(rest, 1)
      this.pieces.splice(this.#firstEndingBehind(rest.from), 0, rest)
    }
    return before - this.bytes
  }

  #add(
    index: number,
    from: number,
    to: number,
    bytes: Uint8Array | null,
    start: number,
    origin: Omit<QueuedPiece, 'from' | 'to' | 'bytes'>,
    first: boolean,
  ): void {
    const piece: QueuedPiece = {
      from,
      to,
      bytes: bytes === null ? null : new Uint8Array(bytes.subarray(start, start + to - from)),
      acknowledged: origin.acknowledged,
      timestampUs: origin.timestampUs,
      segmentStart: origin.segmentStart && first,
      packet: origin.packet,
    }
    if (index === this.pieces.length) this.pieces.push(piece)
    else this.pieces.splice(index, 0, piece)
    this.#account(piece, 1)
  }

  /** Bytes for part of the known hole at `index`; gives the index of the piece behind them. */
  #fill(
    index: number,
    from: number,
    to: number,
    bytes: Uint8Array,
    start: number,
    origin: Omit<QueuedPiece, 'from' | 'to' | 'bytes'>,
    first: boolean,
  ): number {
    const hole = this.pieces[index] as QueuedPiece
    const holeEnd = hole.to
    let at = index
    if (hole.from < from) {
      hole.to = from
      at++
    } else {
      this.pieces.splice(index, 1)
      this.#account(hole, -1)
    }
    this.#add(at, from, to, bytes, start, origin, first)
    if (to < holeEnd) this.#add(at + 1, to, holeEnd, null, 0, hole, false)
    return at + 1
  }

  #account(piece: QueuedPiece, sign: 1 | -1): void {
    const bytes = piece.bytes === null ? 0 : sign * (piece.to - piece.from)
    const cost = bytes + sign * PIECE_OVERHEAD_BYTES
    this.bytes += bytes
    this.cost += cost
    this.#context.queuedBytes += bytes
    this.#context.queuedCost += cost
  }

  /** Index of the first piece that ends behind `offset`. */
  #firstEndingBehind(offset: number): number {
    let low = 0
    let high = this.pieces.length
    // Most segments come right behind the last one.
    if (high === 0 || (this.pieces[high - 1] as QueuedPiece).to <= offset) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.pieces[middle] as QueuedPiece).to > offset) high = middle
      else low = middle + 1
    }
    return low
  }
}

function countDifferent(left: Uint8Array, leftStart: number, right: Uint8Array, rightStart: number, length: number): number {
  let different = 0
  for (let index = 0; index < length; index++) if (left[leftStart + index] !== right[rightStart + index]) different++
  return different
}
