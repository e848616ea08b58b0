// Each rule alone; how they play together is tested on whole flows (flow.test.ts).

import { beforeEach, describe, expect, test } from 'vitest'
import { HalfStream, UNKNOWN } from '../../../reconstruct/tcp/half-stream.ts'
import { toSequence } from '../../../reconstruct/tcp/sequence.ts'
import { TcpContext } from '../../../reconstruct/tcp/tcp-context.ts'
import { holeIsAcknowledged, isDue, mustHold, type WaitState, waitState } from '../../../reconstruct/tcp/wait-rules.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

let context: TcpContext
let half: HalfStream
let other: HalfStream

beforeEach(() => {
  context = new TcpContext({
    limits: DEFAULT_LIMITS,
    counters: new Counters(),
    openReader: () => {
      throw new Error('no reader')
    },
    encapsulation: () => [],
  })
  context.nowUs = 1_000_000
  half = new HalfStream(context)
  other = new HalfStream(context)
  half.establish(toSequence(1000))
  other.establish(toSequence(5000))
})

function queueAt(offset: number, acknowledged: number = UNKNOWN, length = 3): void {
  const origin = { acknowledged, timestampUs: 0, segmentStart: true, packet: 1 }
  half.ensureQueue().insert(offset, offset + length, new Uint8Array(length), 0, origin)
}

const state = (synDataPending = false): WaitState => waitState(half, other, synDataPending, context)

describe('what a piece waits for', () => {
  test.each([
    ['empty', () => {}, false],
    ['ready', () => queueAt(0), false],
    ['ready', () => queueAt(0, 0), false],
    ['held', () => queueAt(0, 7), false],
    ['hole', () => queueAt(4), false],
    ['unconfirmed', () => queueAt(0), true],
  ] as const)('%s', (expected, prepare, synDataPending) => {
    prepare()
    expect(state(synDataPending)).toBe(expected)
  })

  test('joining, while the start is not settled', () => {
    half = new HalfStream(context)
    half.offsetOf(toSequence(77))
    queueAt(half.base)
    expect(state()).toBe('joining')
  })
})

describe('holding for the other direction', () => {
  test('ends when it was in vain too often, and for what was given up once', () => {
    expect(mustHold(half, other, 7, context)).toBe(true)
    half.heldEnough = 7
    expect(mustHold(half, other, 7, context)).toBe(false)
    expect(mustHold(half, other, 8, context)).toBe(true)
    half.heldInVain = DEFAULT_LIMITS.heldInVain
    expect(mustHold(half, other, 8, context)).toBe(false)
  })

  test('is not for bytes of a finished direction', () => {
    other.finished = true
    expect(mustHold(half, other, 1, context)).toBe(false)
  })
})

describe('when it is due', () => {
  const at = (us: number, packets: number, waiting: Parameters<typeof isDue>[1]) => {
    context.nowUs = 1_000_000 + us
    return isDue(half, waiting, packets, context)
  }

  test('what is held: after the reorder window in time or packets', () => {
    queueAt(0, 7)
    expect([at(0, 1, 'held'), at(299_999, 64, 'held'), at(299_999, 65, 'held'), at(300_000, 2, 'held')]).toEqual([false, false, true, true])
  })

  test('a hole: late if nobody acknowledged it', () => {
    queueAt(4)
    expect([at(0, 1, 'hole'), at(4_999_999, 9000, 'hole'), at(5_000_000, 9000, 'hole')]).toEqual([false, false, true])
  })

  test('a hole: after the reorder window since it was known to be acknowledged', () => {
    queueAt(4)
    expect(at(0, 1, 'hole')).toBe(false)
    half.acknowledge(toSequence(1003))
    expect(holeIsAcknowledged(half)).toBe(false)
    half.acknowledge(toSequence(1004))
    expect(holeIsAcknowledged(half)).toBe(true)
    expect([at(900_000, 20, 'hole'), at(1_199_999, 40, 'hole'), at(1_200_000, 41, 'hole')]).toEqual([false, false, true])
  })

  test('a hole: time alone is no sign of loss where few packets followed', () => {
    queueAt(4)
    at(0, 1, 'hole')
    half.acknowledge(toSequence(1004))
    expect([at(0, 1, 'hole'), at(2_000_000, 16, 'hole'), at(2_000_000, 17, 'hole')]).toEqual([false, false, true])
    expect(at(5_000_000, 2, 'hole')).toBe(true)
  })

  test('clocks that ran backwards start anew', () => {
    queueAt(4)
    at(50_000_000, 1, 'hole')
    expect([at(0, 2, 'hole'), at(5_000_000, 3, 'hole')]).toEqual([false, true])
  })
})
