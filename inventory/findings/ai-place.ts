// Model providers and vector databases as rules look at them.

import type { AiInventory, AiProvider } from '../ai/ai-model.ts'
import { nameDialects } from '../ai/provider.ts'
import { isLocal } from './mcp-place.ts'
import type { FindingPlace } from './rule.ts'

const known = new WeakMap<AiInventory, AiProvider[]>()

export function shownProviders(ai: AiInventory): AiProvider[] {
  let providers = known.get(ai)
  if (providers === undefined) {
    providers = nameDialects(ai.providers)
    known.set(ai, providers)
  }
  return providers
}

export const placeOfProvider = ({ id, host, address }: AiProvider): FindingPlace => ({
  service: host === '' ? address : host,
  key: `${id} ${host} ${address}`,
})

export const timesOfProvider = ({ seen }: AiProvider): { firstUs: number; lastUs: number } => ({
  firstUs: seen.firstUs,
  lastUs: seen.lastUs,
})

/** Runs in the own house: what is sent there stays there. */
export const isSelfHosted = (provider: AiProvider): boolean =>
  provider.kind === 'model-server' || provider.id.endsWith('-compatible') || (provider.kind === 'vector-db' && isLocal(provider))
