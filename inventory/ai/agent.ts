// The record of one agent, and how two of them add up.

import type { Agent } from './ai-model.ts'
import { mergeCounts } from './counts.ts'
import { emptySeen, mergeSeen } from './seen.ts'

const COUNTS = ['protocolVersions', 'skills', 'urls', 'authDeclared', 'auth', 'methods', 'tools', 'clients'] as const
type CountField = (typeof COUNTS)[number]

export function emptyAgent({ protocol, address, path }: Pick<Agent, 'protocol' | 'address' | 'path'>): Agent {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, new Map()])) as Record<CountField, Map<string, number>>
  return { protocol, address, host: '', path, name: '', version: '', declared: true, ...counts, seen: emptySeen() }
}

/** Of two claims the greater text is kept, so that order never shows; what is not known gives way. */
export function mergeAgent(into: Agent, from: Readonly<Agent>): void {
  for (const field of ['protocol', 'host', 'name', 'version'] as const) if (from[field] > into[field]) into[field] = from[field]
  for (const field of COUNTS) mergeCounts(into[field], from[field])
  into.declared &&= from.declared
  mergeSeen(into.seen, from.seen)
}
