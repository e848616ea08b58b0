// When bytes that wait are handed on. A mirror reorders, within one direction and between both, so nothing is called lost too
// early; but what is lost must not be waited for without end.

import { type HalfStream, UNKNOWN } from './half-stream.ts'
import type { TcpContext } from './tcp-context.ts'

/**
 * What the first waiting piece of a direction waits for.
 * - `empty`: nothing waits.
 * - `ready`: nothing to wait for; the piece is next.
 * - `held`: it is next, but its sender had received bytes of the other direction that were not handed on yet: a response
 *   captured before its request.
 * - `hole`: bytes before it are missing.
 * - `joining`: the stream is joined midway; an earlier segment may still turn up.
 * - `unconfirmed`: data on a SYN, which the server may refuse (RFC 7413).
 */
export type WaitState = 'empty' | 'ready' | 'held' | 'hole' | 'joining' | 'unconfirmed'

/** How far `half` was handed on, or would be if its start were settled now. */
function handedOnTo(half: HalfStream): number {
  if (half.started) return half.base
  const first = half.first()
  return first === undefined ? half.base : Math.min(half.base, first.from)
}

/** Bytes of `half` that acknowledge `acknowledged` of `other` should wait for it. */
export function mustHold(half: HalfStream, other: HalfStream, acknowledged: number, context: TcpContext): boolean {
  return (
    acknowledged > handedOnTo(other) &&
    acknowledged > half.heldEnough &&
    half.heldInVain < context.limits.heldInVain &&
    // The acknowledgement of a FIN that was not captured is one more than the last byte.
    !other.finished
  )
}

export function waitState(half: HalfStream, other: HalfStream, synDataPending: boolean, context: TcpContext): WaitState {
  const first = half.first()
  if (first === undefined) return 'empty'
  if (!half.started) return 'joining'
  if (first.from > half.base) return 'hole'
  if (synDataPending) return 'unconfirmed'
  return mustHold(half, other, first.acknowledged, context) ? 'held' : 'ready'
}

/** Whether a piece in `state` has waited long enough. Starts the clocks where they do not run yet. */
export function isDue(half: HalfStream, state: WaitState, packets: number, context: TcpContext): boolean {
  const now = context.nowUs
  if (half.waitUs < 0 || half.waitUs > now) {
    half.waitUs = now
    half.waitPacket = packets
  }
  switch (state) {
    case 'empty':
      return false
    case 'ready':
      return true
    case 'joining':
      return joinIsDue(half, packets, context)
    case 'hole':
      return holeIsDue(half, packets, context)
    case 'held':
    case 'unconfirmed':
      return windowPassed(half.waitUs, half.waitPacket, packets, context)
  }
}

/** The receiver has the bytes before the first piece: if they are not in the capture, the capture lost them. */
export function holeIsAcknowledged(half: HalfStream): boolean {
  const first = half.first()
  return first !== undefined && half.acknowledgedTo >= first.from
}

function holeIsDue(half: HalfStream, packets: number, context: TcpContext): boolean {
  if (context.nowUs - half.waitUs >= context.limits.holeAgeUs) return true
  if (!holeIsAcknowledged(half)) return false
  if (half.ackedUs < 0 || half.ackedUs > context.nowUs) {
    half.ackedUs = context.nowUs
    half.ackedPacket = packets
  }
  // On a slow link the window is over before the next packet: time alone is no sign that the bytes were lost.
  const goneOn = packets - half.ackedPacket >= context.limits.ackedHolePackets
  return goneOn && windowPassed(half.ackedUs, half.ackedPacket, packets, context)
}

function joinIsDue(half: HalfStream, packets: number, context: TcpContext): boolean {
  const pieces = half.queue?.pieces ?? []
  const first = pieces[0]
  if (first === undefined) return false
  // The other side asked for exactly these bytes, or for some before them: nothing earlier is to come.
  if (half.pinnedAt !== UNKNOWN && first.from >= half.pinnedAt) return true
  // A single byte may be a keep-alive probe, which repeats an old byte (RFC 9293 §3.8.4): the next segment will tell.
  if (pieces.length === 1 && first.to - first.from === 1) return false
  return windowPassed(half.waitUs, half.waitPacket, packets, context)
}

/** The reorder window, in time or in packets of the flow, whichever is first. */
export function windowPassed(sinceUs: number, sincePacket: number, packets: number, context: TcpContext): boolean {
  return context.nowUs - sinceUs >= context.limits.reorderWindowUs || packets - sincePacket >= context.limits.reorderWindowPackets
}
