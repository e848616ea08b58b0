// The record of one provider, and how two of them add up.

import type { AiProvider } from './ai-model.ts'
import { tally } from './mcp-server.ts'
import { emptySeen, mergeSeen } from './seen.ts'

export const providerKey = (id: string, host: string, address: string, visibility: string): string =>
  `${id} ${host} ${address} ${visibility}`

export function emptyProvider(
  identity: { id: string; kind: string },
  host: string,
  address: string,
  visibility: AiProvider['visibility'],
): AiProvider {
  return {
    id: identity.id,
    kind: identity.kind,
    host,
    address,
    visibility,
    models: new Map(),
    requests: 0,
    tokensIn: 0,
    tokensOut: 0,
    clients: new Map(),
    seen: emptySeen(),
  }
}

export function mergeProvider(into: AiProvider, from: AiProvider): void {
  into.requests += from.requests
  into.tokensIn += from.tokensIn
  into.tokensOut += from.tokensOut
  for (const [model, n] of from.models) tally(into.models, model, n)
  for (const [client, n] of from.clients) tally(into.clients, client, n)
  mergeSeen(into.seen, from.seen)
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
