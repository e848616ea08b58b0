// A vector database that serves whoever asks.

import { placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import type { ExampleCall } from './example.ts'
import { isLocal, isLoopback } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const search = (headers: Record<string, string>): ExampleCall => ({
  line: 'POST /collections/notes/points/search',
  headers,
  body: { vector: [0.1, 0.2], limit: 3 },
  answer: { result: [], status: 'ok', time: 0.001 },
})

export const AI_OPEN_VECTOR_STORE: Rule = {
  id: 'ai-open-vector-store',
  kind: 'ai',
  severity: 'high',
  summary: 'A vector database answers clients without credentials.',
  remedy: 'Require a key, or bind it to the machine that uses it.',
  references: ['OWASP LLM08:2025 Vector and Embedding Weaknesses', 'CWE-306'],
  examples: {
    fires: { text: 'a vector database answers without a key', calls: [search({})] },
    silent: { text: 'a vector database is called with a key', calls: [search({ 'api-key': 'x' })] },
  },
  *find({ inventory }) {
    for (const provider of shownProviders(inventory.ai)) {
      if (provider.kind !== 'vector-db' || provider.open === 0 || isLoopback(provider)) continue
      const evidence = [{ text: `${provider.id} answered without credentials`, n: provider.open }]
      if (provider.credentials.size > 0)
        evidence.push({ text: 'others send credentials, which it does not need', n: provider.requests - provider.open })
      const severity = isLocal(provider) ? 'medium' : 'high'
      yield finding(AI_OPEN_VECTOR_STORE, placeOfProvider(provider), { severity, confidence: 0.9, evidence, ...timesOfProvider(provider) })
    }
  },
}
