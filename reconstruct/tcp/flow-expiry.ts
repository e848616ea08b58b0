// How long a flow may be silent, and who has to go when the table is full.

import type { Flow } from './flow.ts'
import type { FlowStore } from './flow-store.ts'
import { UNKNOWN } from './half-stream.ts'
import type { TcpContext } from './tcp-context.ts'

/** Microseconds of packet time without a packet after which the flow is closed, or, if it is closed, forgotten. */
export function idleLimitUs(flow: Flow, context: TcpContext): number {
  const { limits } = context
  if (flow.closed || flow.reset) return limits.closedLingerUs
  const { reader, halves } = flow.streams
  if (reader?.busy === true) return limits.idleOpenRequestUs
  if (halves[0].finAt !== UNKNOWN || halves[1].finAt !== UNKNOWN) return limits.idleHalfClosedUs
  if (reader !== undefined) return limits.idleUs
  return halves[0].anchored && halves[1].anchored ? limits.idleNoDataUs : limits.idleSynUs
}

/** In the order of eviction: closed, never answered, without HTTP, with HTTP. */
const CLASSES = 4

function evictionClass(flow: Flow | undefined): number {
  if (flow === undefined) return 1
  if (flow.closed || flow.reset) return 0
  const { reader, halves } = flow.streams
  if (reader === undefined) return halves[0].anchored && halves[1].anchored ? 2 : 1
  return reader.worthKeeping ? 3 : 2
}

/** Steps of age that are told apart: enough to find the longest idle without sorting. */
const AGE_STEPS = 256

/**
 * Slots of about `wanted` flows that are to be evicted, the cheapest to lose first: by class, then the longest idle. Walks
 * through the whole store, whatever `wanted` is, so it is called for many at once.
 */
export function chooseEvicted(store: FlowStore, wanted: number, nowUs: number): number[] {
  const { slotsEnd, lastUs } = store
  let oldest = nowUs
  for (let slot = 0; slot < slotsEnd; slot++) if (!store.isFree(slot)) oldest = Math.min(oldest, lastUs[slot] as number)
  const stepUs = (nowUs - oldest) / AGE_STEPS + 1

  const NONE = CLASSES * AGE_STEPS
  const ranks = new Uint16Array(slotsEnd).fill(NONE)
  const counts = new Int32Array(NONE)
  for (let slot = 0; slot < slotsEnd; slot++) {
    if (store.isFree(slot)) continue
    const youth = Math.floor(((lastUs[slot] as number) - oldest) / stepUs)
    const rank = evictionClass(store.flows[slot]) * AGE_STEPS + Math.min(AGE_STEPS - 1, Math.max(0, youth))
    ranks[slot] = rank
    counts[rank]!++
  }
  let last = 0
  let certain = 0
  for (; last < NONE && certain + (counts[last] as number) < wanted; last++) certain += counts[last] as number

  const chosen: number[] = []
  let fromLast = wanted - certain
  for (let slot = 0; slot < slotsEnd; slot++) {
    const rank = ranks[slot] as number
    if (rank < last || (rank === last && fromLast-- > 0)) chosen.push(slot)
  }
  return chosen
}
