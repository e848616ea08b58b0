// Rules as they are run: by `judge`, on a whole inventory.

import { AiObserver } from '../../../inventory/ai/index.ts'
import type { Finding } from '../../../inventory/findings/index.ts'
import { type JudgeConfig, judge, type SpecView } from '../../../inventory/judge/index.ts'
import type { Service } from '../../../inventory/model.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { inventory, NOW_US } from '../judge/build-inventory.ts'

/** What one rule finds. */
export function find(
  rule: string,
  services: Service[],
  { specs = [], config = {} }: { specs?: SpecView[]; config?: JudgeConfig } = {},
): Finding[] {
  return judge(inventory(services), { specs, now: NOW_US, config }).findings.filter((finding) => finding.rule === rule)
}

/** What one rule finds in MCP traffic. */
export function findInMcp(rule: string, exchanges: Exchange[], config: JudgeConfig = {}): Finding[] {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  const made = { ...inventory([]), ai: observer.inventory() }
  return judge(made, { specs: [], now: NOW_US, config }).findings.filter((finding) => finding.rule === rule)
}
