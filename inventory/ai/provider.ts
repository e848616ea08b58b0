// The record of one provider, and how two of them add up.

import type { AiProvider, ProviderCaller } from './ai-model.ts'
import { mergeCounts, NAMES_MAX } from './counts.ts'
import { emptySeen, mergeSeen } from './seen.ts'

const COUNTS = ['models', 'operations', 'clients', 'prompts', 'upstreams'] as const
const NUMBERS = ['requests', 'errors', 'tokensIn', 'tokensOut', 'streamed', 'connections', 'bytesOut', 'bytesIn', 'open'] as const

type CountField = (typeof COUNTS)[number]
type NumberField = (typeof NUMBERS)[number]

export const providerKey = (id: string, host: string, address: string, visibility: string): string =>
  `${id} ${host} ${address} ${visibility}`

export function emptyProvider(
  identity: { id: string; kind: string },
  host: string,
  address: string,
  visibility: AiProvider['visibility'],
): AiProvider {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, new Map()])) as Record<CountField, Map<string, number>>
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as Record<NumberField, number>
  return {
    id: identity.id,
    kind: identity.kind,
    host,
    address,
    visibility,
    ...counts,
    ...numbers,
    callers: new Map(),
    credentials: new Map(),
    seen: emptySeen(),
  }
}

export function mergeProvider(into: AiProvider, from: AiProvider): void {
  for (const field of NUMBERS) into[field] += from[field]
  for (const field of COUNTS) mergeCounts(into[field], from[field])
  for (const [address, caller] of from.callers) {
    const mine = providerCaller(into, address)
    if (mine !== null) mergeCaller(mine, caller)
  }
  for (const [hash, { kind, n, clients }] of from.credentials) {
    const mine = into.credentials.get(hash)
    if (mine !== undefined) {
      mine.n += n
      mergeCounts(mine.clients, clients)
    } else if (into.credentials.size < NAMES_MAX) into.credentials.set(hash, { kind, n, clients: new Map(clients) })
  }
  mergeSeen(into.seen, from.seen)
}

/** Who calls from that address, made if need be. */
export function providerCaller(provider: AiProvider, address: string): ProviderCaller | null {
  let caller = provider.callers.get(address)
  if (caller === undefined && provider.callers.size < NAMES_MAX) {
    caller = { requests: 0, tokensIn: 0, tokensOut: 0, models: new Map(), toolResults: 0, agents: new Map() }
    provider.callers.set(address, caller)
  }
  return caller ?? null
}

function mergeCaller(into: ProviderCaller, from: ProviderCaller): void {
  for (const field of ['requests', 'tokensIn', 'tokensOut', 'toolResults'] as const) into[field] += from[field]
  mergeCounts(into.models, from.models)
  mergeCounts(into.agents, from.agents)
}

/**
 * One server per host, address and visibility, however many dialects it speaks (vector databases apart): named by what says
 * who it is rather than by a dialect that many speak, then by the most requests. Done when providers are shown: before that, a
 * later reply may still tell.
 */
export function nameDialects(providers: ReadonlyMap<string, AiProvider>): AiProvider[] {
  const places = new Map<string, AiProvider[]>()
  for (const provider of providers.values()) {
    const place = `${provider.host} ${provider.address} ${provider.visibility} ${provider.kind === 'vector-db'}`
    const here = places.get(place)
    if (here === undefined) places.set(place, [provider])
    else here.push(provider)
  }
  const shown: AiProvider[] = []
  for (const here of places.values()) {
    const [first] = here.sort(byClaim)
    const server = emptyProvider(first!, first!.host, first!.address, first!.visibility)
    for (const provider of here) mergeProvider(server, provider)
    shown.push(server)
  }
  return shown.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function byClaim(a: AiProvider, b: AiProvider): number {
  const vague = Number(a.id.endsWith('-compatible')) - Number(b.id.endsWith('-compatible'))
  return vague || b.requests - a.requests || (a.id < b.id ? -1 : 1)
}

const keyOf = ({ id, host, address, visibility }: AiProvider): string => providerKey(id, host, address, visibility)
