// The choice of flows to evict; how long silence may last is tested on the whole table (flow-table.test.ts).

import { expect, test } from 'vitest'
import type { Flow } from '../../../reconstruct/tcp/flow.ts'
import { chooseEvicted } from '../../../reconstruct/tcp/flow-expiry.ts'
import { FlowStore } from '../../../reconstruct/tcp/flow-store.ts'
import { Wire } from './tcp-harness.ts'

const KINDS = {
  closed: { closed: true, reset: false },
  reset: { closed: false, reset: true },
  unread: { closed: false, reset: false, streams: { reader: undefined, halves: [{ anchored: true }, { anchored: true }] } },
  other: { closed: false, reset: false, streams: { reader: { worthKeeping: false } } },
  http: { closed: false, reset: false, streams: { reader: { worthKeeping: true } } },
}

function storeOf(flows: readonly (readonly [kind: keyof typeof KINDS | 'halfOpen', lastUs: number])[]): FlowStore {
  const store = new FlowStore(1, 1)
  for (const [client, [kind, lastUs]] of flows.entries()) {
    const segment = new Wire().segmentOf({ client }, new Uint8Array(), 'S')
    store.setKey(segment)
    const slot = store.insertHalfOpen(segment, 0)
    if (kind !== 'halfOpen') store.setFlow(slot, KINDS[kind] as unknown as Flow)
    store.lastUs[slot] = lastUs
  }
  return store
}

const flows = [
  ['http', 10],
  ['other', 30],
  ['http', 500],
  ['halfOpen', 900],
  ['closed', 990],
  ['unread', 20],
  ['reset', 980],
] as const

test.each([
  [1, [6]],
  [2, [4, 6]],
  [3, [3, 4, 6]],
  [4, [3, 4, 5, 6]],
  [5, [1, 3, 4, 5, 6]],
  [6, [0, 1, 3, 4, 5, 6]],
  [7, [0, 1, 2, 3, 4, 5, 6]],
  [9, [0, 1, 2, 3, 4, 5, 6]],
])('of seven flows, %i: the class counts first, then the silence', (wanted, expected) => {
  expect(chooseEvicted(storeOf(flows), wanted, 1000)).toEqual(expected)
})

test('flows of the same age are evicted no more than wanted', () => {
  expect(chooseEvicted(storeOf(Array.from({ length: 50 }, () => ['other', 5] as const)), 7, 5)).toHaveLength(7)
})

test('times ahead of the clock do no harm', () => {
  expect(
    chooseEvicted(
      storeOf([
        ['other', 2000],
        ['other', 10],
      ]),
      1,
      1000,
    ),
  ).toEqual([1])
})
