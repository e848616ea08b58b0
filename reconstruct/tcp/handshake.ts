// What a SYN means to a flow that exists: the same handshake, a new connection with the same addresses, or a blind SYN.

import { TCP_ACK, type TcpSegment } from '../../sensor/index.ts'
import type { Flow } from './flow.ts'
import { UNKNOWN } from './half-stream.ts'
import type { Side } from './paired-streams.ts'
import { advance, distance, type Sequence, toSequence } from './sequence.ts'
import type { TcpContext } from './tcp-context.ts'

/**
 * - `stray`: answers a SYN that this flow never sent, as where a middlebox renumbers and both its sides are mirrored.
 * - `same`: belongs to the handshake of this flow.
 * - `new`: the old connection is over; the segment begins another.
 * - `doubtful`: may begin another, but the old one is alive: remembered until something confirms it.
 */
export type SynVerdict = 'same' | 'new' | 'doubtful' | 'stray'

/** A SYN captured behind data of its own connection is this close in front of it. */
const LATE_SYN_BYTES = 65_536

/** Judge a SYN or SYN-ACK that `side` sent. */
export function judgeSyn(flow: Flow, segment: TcpSegment, side: Side, context: TcpContext): SynVerdict {
  const half = flow.streams.halves[side]
  const other = flow.streams.halves[(side ^ 1) as Side]
  const first = advance(toSequence(segment.sequence), 1)
  const isAnswer = (segment.flags & TCP_ACK) !== 0
  const acknowledged = toSequence(segment.acknowledgement)

  if (isAnswer && confirms(flow, side, acknowledged)) return 'new'
  const answersOther = isAnswer && other.startKnown && !acknowledgesStart(acknowledged, other.firstSequence)
  if (!half.anchored) return answersOther ? 'stray' : 'same'
  if (half.firstSequence === first) return isPlayedAgain(flow, isAnswer, context) ? 'new' : 'same'
  if (!half.started && distance(first, half.baseSequence) >= 0 && distance(first, half.baseSequence) < LATE_SYN_BYTES) return 'same'
  if (flow.closed || flow.reset || half.finAt !== UNKNOWN) return 'new'
  if (context.nowUs - flow.lastUs > context.limits.reuseIdleUs) return 'new'
  // Nothing but the SYN of an attempt that got no answer.
  if (!isAnswer && half.startKnown && !other.anchored && half.deliveredBytes === 0) return 'new'
  return answersOther ? 'stray' : 'doubtful'
}

/**
 * A connection that is over begins again with the number it began with: a capture that is sent to the mirror in a loop. A copy of the first SYN, from
 * another tap, comes sooner.
 */
const isPlayedAgain = (flow: Flow, isAnswer: boolean, { nowUs, limits }: TcpContext): boolean =>
  flow.closed && !isAnswer && nowUs - flow.openedUs > limits.sameSynUs

/** The other side acknowledges the SYN, with or without the data that came on it. */
function acknowledgesStart(acknowledged: Sequence, first: Sequence): boolean {
  const ahead = distance(first, acknowledged)
  return ahead >= 0 && ahead < LATE_SYN_BYTES
}

function confirms(flow: Flow, side: Side, acknowledged: Sequence): boolean {
  return flow.candidateSide === (side ^ 1) && acknowledgesStart(acknowledged, flow.candidateSequence)
}

/** Data, or an acknowledgement of data, that only fits the connection of a doubtful SYN. */
export function confirmsCandidate(flow: Flow, segment: TcpSegment, side: Side): boolean {
  if (side !== flow.candidateSide) {
    return (segment.flags & TCP_ACK) !== 0 && segment.payloadWireBytes > 0 && confirms(flow, side, toSequence(segment.acknowledgement))
  }
  const sequence = toSequence(segment.sequence)
  return segment.payloadWireBytes > 0 && sequence === flow.candidateSequence && sequence !== flow.streams.halves[side].baseSequence
}
