import { expect, test } from 'vitest'
import type { FlowSummary } from '../../reconstruct/exchange.ts'
import { FlowAccount } from '../../reconstruct/flow-account.ts'

const flow = { ref: { id: 1 }, roleKnown: true, fromStart: true, flipRoles: () => {} } as never

test('summaries add up, and silence is told only at the end', () => {
  const told: FlowSummary[] = []
  const account = new FlowAccount(flow, { exchange: () => {}, flow: (summary) => void told.push(summary) })
  account.data(0, 10, 100)
  account.gap(1, 5, 200)
  account.tell('http/1', { requests: 2, responses: 1, exchanges: 1 }, false, 0)
  account.tell('http/1', { requests: 2, responses: 1, exchanges: 1 }, false, 0)
  account.data(1, 7, 300)
  account.tell('http/1', { requests: 3, responses: 3, exchanges: 3 }, true, 400)
  expect(told).toMatchObject([
    { bytes: [10, 0], gapBytes: [0, 5], requests: 2, responses: 1, exchanges: 1, firstUs: 100, lastUs: 200, ended: false },
    { bytes: [0, 7], gapBytes: [0, 0], requests: 1, responses: 2, exchanges: 2, firstUs: 300, lastUs: 300, ended: true },
  ])
})

test('roles that flip take their bytes along', () => {
  const told: FlowSummary[] = []
  const account = new FlowAccount(flow, { exchange: () => {}, flow: (summary) => void told.push(summary) })
  account.data(0, 10, 100)
  account.flip()
  account.tell('other', null, true, 200)
  expect(told[0]?.bytes).toEqual([0, 10])
})
