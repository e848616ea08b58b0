// The flows in which something waits: looked at as time passes, and asked to give up when too much waits over all flows.

import type { Flow } from './flow.ts'

export class PendingFlows {
  readonly #flows: Flow[] = []

  get size(): number {
    return this.#flows.length
  }

  /** Enter or leave out a flow, according to whether something waits in it now. */
  note(flow: Flow): void {
    const isPending = flow.pending
    if (isPending === flow.pendingIndex >= 0) return
    if (isPending) {
      flow.pendingIndex = this.#flows.push(flow) - 1
      return
    }
    const last = this.#flows.pop() as Flow
    if (last !== flow) {
      this.#flows[flow.pendingIndex] = last
      last.pendingIndex = flow.pendingIndex
    }
    flow.pendingIndex = -1
  }

  /** Visit each flow once. The visitor may let the flow it is given leave, no other. */
  visit(look: (flow: Flow) => void): void {
    // Backwards: a flow that leaves gives its place to the last one, which was visited already.
    for (let index = this.#flows.length - 1; index >= 0; index--) look(this.#flows[index] as Flow)
  }

  /** Flows of which at least the mean waits, oldest entries first. */
  heavy(totalCost: number): Flow[] {
    const mean = totalCost / this.#flows.length
    return this.#flows.filter(({ streams: { halves } }) => (halves[0].queue?.cost ?? 0) + (halves[1].queue?.cost ?? 0) >= mean)
  }
}
