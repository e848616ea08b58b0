// Services whose traffic anybody on the way can read.

import type { JudgeConfig } from '../judge/verdict.ts'
import type { Service } from '../model.ts'
import { byService, type JudgedOperation } from './rule.ts'

/** Nothing leaves the machine. */
const LOOPBACK = /^(?:127\.|\[?::1\]?:)/

/** Operations of services over clear HTTP; none where the mirror stands behind a TLS terminator. */
export function* readableServices(
  operations: readonly JudgedOperation[],
  { postTls }: JudgeConfig,
): Iterable<readonly [Service, readonly JudgedOperation[]]> {
  if (postTls === true) return
  for (const [service, list] of byService(operations)) {
    const addresses = [...service.addresses.keys()]
    const stays = addresses.length > 0 && addresses.every((address) => LOOPBACK.test(address))
    if (service.scheme === 'http' && !stays) yield [service, list]
  }
}
