// A model server that serves whoever asks.

import { placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { isLocal, isLoopback } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

export const AI_OPEN_MODEL_SERVER: Rule = {
  id: 'ai-open-model-server',
  kind: 'ai',
  severity: 'high',
  summary: 'A model server answers clients without credentials.',
  remedy: 'Require a key, or bind it to the machine that uses it.',
  references: ['OWASP LLM10:2025 Unbounded Consumption', 'CWE-306'],
  examples: {
    fires: { text: 'a model server answers without a key', calls: [modelCall('hello')] },
    silent: { text: 'a model server is called with a key', calls: [modelCall('hello', { headers: { authorization: 'Bearer x' } })] },
  },
  *find({ inventory }) {
    for (const provider of shownProviders(inventory.ai)) {
      if (provider.kind !== 'model-server' || provider.open === 0 || isLoopback(provider)) continue
      const evidence = [{ text: `${provider.id} answered without credentials`, n: provider.open }]
      if (provider.credentials.size > 0)
        evidence.push({ text: 'others send credentials, which it does not need', n: provider.requests - provider.open })
      const severity = isLocal(provider) ? 'medium' : 'high'
      yield finding(AI_OPEN_MODEL_SERVER, placeOfProvider(provider), { severity, confidence: 0.9, evidence, ...timesOfProvider(provider) })
    }
  },
}
