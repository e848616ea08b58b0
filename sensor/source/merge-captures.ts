// Reads captures of the same time together, in the order of their packets: the two directions of a tap, the interfaces of a host. Captures
// that follow each other, as the files of a ring do, are read one after the other.

import type { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts'
import type { PacketSink } from '../packet.ts'
import { type ByteSource, fileSource } from './byte-source.ts'
import { compareNames } from './expand-inputs.ts'
import { firstPacketTime } from './first-packet-time.ts'
import { OpenCapture } from './open-capture.ts'
import { PacketQueue } from './packet-queue.ts'
import { eventLoopTurn, TURN_BYTES } from './read-capture.ts'

export interface MergeCapturesOptions {
  readonly counters: Counters
  readonly limits?: Limits
  /** Ends the reading early; what was read stays. */
  readonly signal?: AbortSignal
  /** A capture that cannot be read, or not to its end. The others go on. */
  readonly onRefused: (path: string, error: UserError) => void
  /** Bytes read of all captures, as they lie on disk, and the capture that is being read. */
  readonly onProgress?: (readBytes: number, path: string) => void
  /** Receives the TLS key log text of each Decryption Secrets Block. */
  readonly onSecrets?: (keylog: string) => void
  /** How a capture is opened, if not as the file it is. */
  readonly open?: (path: string) => ByteSource | Promise<ByteSource>
}

/** Hand every packet of the captures to the sink, earliest first. Returns how many captures could be read. */
export function mergeCaptures(paths: readonly string[], sink: PacketSink, options: MergeCapturesOptions): Promise<number> {
  return new CaptureMerger(sink, options).read(paths)
}

/** A capture whose turn comes at the time of its next packet. */
interface Turn {
  readonly path: string
  /** Decides between captures of one time, so that the order in which they were named does not. */
  readonly rank: number
  readonly queue: PacketQueue
  /** Before the capture is open: its first packet. */
  nextUs: number
  capture: OpenCapture | null
}

class CaptureMerger {
  readonly #sink: PacketSink
  readonly #options: MergeCapturesOptions
  readonly #limits: Limits
  /** The next to come is the last. */
  readonly #turns: Turn[] = []
  /** Their time has come, but too many are open. */
  readonly #heldBack: Turn[] = []
  #open = 0
  #read = 0
  #readBytes = 0
  #progressAt = TURN_BYTES

  constructor(sink: PacketSink, options: MergeCapturesOptions) {
    this.#sink = sink
    this.#options = options
    this.#limits = options.limits ?? DEFAULT_LIMITS
  }

  async read(paths: readonly string[]): Promise<number> {
    for (const [rank, path] of [...paths].sort(compareNames).entries()) {
      const nextUs = paths.length === 1 ? Number.NEGATIVE_INFINITY : await firstPacketTime(path)
      this.#insert({ path, rank, queue: new PacketQueue(this.#sink), nextUs, capture: null })
    }
    try {
      while (this.#turns.length > 0 && this.#options.signal?.aborted !== true) await this.#takeTurn(this.#turns.pop() as Turn)
    } finally {
      for (const turn of this.#turns.splice(0)) this.#close(turn)
    }
    return this.#read
  }

  async #takeTurn(turn: Turn): Promise<void> {
    const untilUs = this.#untilUs(turn)
    turn.queue.drain(untilUs)
    if (turn.queue.isEmpty && !(await this.#refill(turn, untilUs))) return
    turn.nextUs = turn.queue.headUs
    this.#insert(turn)
  }

  /** How far `turn` may go before another capture has its turn. */
  #untilUs({ rank }: Turn): number {
    const next = this.#turns.at(-1)
    if (next === undefined) return Number.POSITIVE_INFINITY
    return rank < next.rank ? next.nextUs : next.nextUs - 1
  }

  #insert(turn: Turn): void {
    const turns = this.#turns
    let [low, high] = [0, turns.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = turns[middle] as Turn
      if (other.nextUs > turn.nextUs || (other.nextUs === turn.nextUs && other.rank > turn.rank)) low = middle + 1
      else high = middle
    }
    turns.splice(low, 0, turn)
  }

  /** Read on until a packet waits that is later than `untilUs`; false if the capture ends before. */
  async #refill(turn: Turn, untilUs: number): Promise<boolean> {
    try {
      if (turn.capture === null && !(await this.#begin(turn))) return false
      const capture = turn.capture as unknown as OpenCapture
      turn.queue.passUs = untilUs
      while (turn.queue.isEmpty) {
        const before = capture.readBytes
        const more = await capture.readPiece()
        this.#readBytes += capture.readBytes - before
        if (this.#readBytes >= this.#progressAt || !more) await this.#showProgress(turn.path)
        if (more || !turn.queue.isEmpty) continue
        this.#close(turn)
        this.#read++
        return false
      }
      turn.queue.passUs = Number.NEGATIVE_INFINITY
      return true
    } catch (error) {
      this.#close(turn)
      if (!(error instanceof UserError)) throw error
      this.#options.onRefused(turn.path, error)
      return false
    }
  }

  /** False: it is held back until another capture has ended. */
  async #begin(turn: Turn): Promise<boolean> {
    if (this.#open >= this.#limits.openCaptures) {
      this.#heldBack.push(turn)
      return false
    }
    const { counters, signal, onSecrets, open = fileSource } = this.#options
    turn.capture = new OpenCapture(await open(turn.path), turn.queue, {
      counters,
      limits: this.#limits,
      // rank tells the captures apart, and a capture has no more interfaces than that
      interfaceBase: turn.rank * this.#limits.captureInterfaces,
      isHeld: () => !turn.queue.isEmpty,
      ...(signal === undefined ? {} : { signal }),
      ...(onSecrets === undefined ? {} : { onSecrets }),
    })
    this.#open++
    return true
  }

  #close(turn: Turn): void {
    if (turn.capture === null) return
    turn.capture.close()
    this.#open--
    const next = this.#heldBack.shift()
    if (next !== undefined) this.#insert(next)
  }

  async #showProgress(path: string): Promise<void> {
    this.#progressAt = this.#readBytes + TURN_BYTES
    this.#options.onProgress?.(this.#readBytes, path)
    await eventLoopTurn()
  }
}
