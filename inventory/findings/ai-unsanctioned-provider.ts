// AI that nobody has allowed.

import type { AiProvider } from '../ai/ai-model.ts'
import { hostMatches } from '../ai/host-index.ts'
import { placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { finding, type Rule } from './rule.ts'

const calls = [modelCall('hello', { host: 'api.openai.com' })]

export const AI_UNSANCTIONED_PROVIDER: Rule = {
  id: 'ai-unsanctioned-provider',
  kind: 'ai',
  severity: 'medium',
  summary: 'A provider of models is in use that is not on the list of those that are allowed.',
  remedy: 'Ask the owners of these clients what they send there. If it may be, add the provider to aiProviders in the settings.',
  references: ['NIST AI 600-1, GV-6.1', 'OWASP LLM03:2025 Supply Chain'],
  examples: {
    fires: { text: 'a provider is called that is not on the list', calls, config: { aiProviders: ['anthropic'] } },
    silent: { text: 'the provider is on the list', calls, config: { aiProviders: ['openai'] } },
  },
  *find({ inventory, config }) {
    const { aiProviders } = config
    if (aiProviders === undefined) return
    for (const provider of shownProviders(inventory.ai)) {
      if (isSanctioned(provider, aiProviders)) continue
      const models = [...provider.models.keys()].sort()
      const evidence = [
        {
          text: `${provider.id}: ${provider.clients.size} clients, ${provider.bytesOut} bytes sent`,
          n: Math.max(provider.requests, provider.connections),
        },
        ...(models.length > 0 ? [{ text: `models ${models.slice(0, 8).join(', ')}` }] : []),
        ...(provider.visibility === 'encrypted' ? [{ text: 'inside TLS: known by the name of the server alone' }] : []),
      ]
      yield finding(AI_UNSANCTIONED_PROVIDER, placeOfProvider(provider), { confidence: 0.9, evidence, ...timesOfProvider(provider) })
    }
  },
}

/** By id, by host (`*.corp.example` as well), or by address. */
export const isSanctioned = ({ id, host, address }: Pick<AiProvider, 'id' | 'host' | 'address'>, list: readonly string[]): boolean =>
  list.some((entry) => entry === id || entry === address || (host !== '' && hostMatches(entry, host)))
