// The key of a provider, readable on the wire.

import { placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { isLoopback } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const headers = { authorization: 'Bearer sk-test-0000' }

export const AI_CLEAR_TEXT_KEY: Rule = {
  id: 'ai-clear-text-key',
  kind: 'ai',
  severity: 'high',
  summary: 'A key for a model or a vector database crosses the network without encryption.',
  remedy: 'Call it over TLS and change the key. If the mirror stands behind a TLS terminator, say so in the configuration (postTls).',
  references: ['CWE-319', 'OWASP API8:2023 Security Misconfiguration'],
  examples: {
    fires: { text: 'a model is called over HTTP with a key', calls: [modelCall('hello', { headers })] },
    silent: { text: 'the mirror stands behind the TLS terminator', calls: [modelCall('hello', { headers })], config: { postTls: true } },
  },
  *find({ inventory, config }) {
    if (config.postTls === true) return
    for (const provider of shownProviders(inventory.ai)) {
      // A signature is no key: whoever reads it cannot sign.
      const kinds = new Map<string, number>()
      for (const { kind, n } of provider.credentials.values()) if (kind !== 'aws-signature') kinds.set(kind, (kinds.get(kind) ?? 0) + n)
      if (kinds.size === 0 || provider.visibility === 'encrypted' || isLoopback(provider)) continue
      const evidence = [...kinds].sort().map(([kind, n]) => ({ text: `${kind} over HTTP`, n }))
      yield finding(AI_CLEAR_TEXT_KEY, placeOfProvider(provider), { evidence, ...timesOfProvider(provider) })
    }
  },
}
