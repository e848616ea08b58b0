import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flow } from '../../../reconstruct/tcp/flow.ts'
import { PendingFlows } from '../../../reconstruct/tcp/pending-flows.ts'

const flowOf = (cost: number, pending = true) =>
  ({ pending, pendingIndex: -1, streams: { halves: [{ queue: { cost } }, { queue: undefined }] } }) as unknown as Flow & {
    pending: boolean
  }

test('holds exactly the flows in which something waits, and visits each once even as they leave', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 60 }), (steps) => {
      const flows = Array.from({ length: 10 }, () => flowOf(0, false))
      const pending = new PendingFlows()
      for (const [index, isPending] of steps) {
        const flow = flows[index] as (typeof flows)[number]
        flow.pending = isPending
        pending.note(flow)
      }
      const expected = flows.filter((flow) => flow.pending)
      expect(pending.size).toBe(expected.length)
      const visited: Flow[] = []
      pending.visit((flow) => {
        visited.push(flow)
        ;(flow as (typeof flows)[number]).pending = false
        pending.note(flow)
      })
      expect(new Set(visited)).toEqual(new Set(expected))
      expect(visited).toHaveLength(expected.length)
      expect(pending.size).toBe(0)
    }),
  )
})

test('the heavy ones are those with at least the mean', () => {
  const pending = new PendingFlows()
  const flows = [10, 50, 90].map((cost) => flowOf(cost))
  for (const flow of flows) pending.note(flow)
  expect(pending.heavy(150)).toEqual([flows[1], flows[2]])
})
