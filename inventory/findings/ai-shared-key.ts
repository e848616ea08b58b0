// One key, many clients: nobody can tell who did what, and changing it hurts everybody.

import { placeOfProvider, shownProviders, timesOfProvider } from './ai-place.ts'
import { modelCall } from './mcp-example.ts'
import { finding, type Rule } from './rule.ts'

/** Two are a service and its replica. */
const CLIENTS_MIN = 3
const from = (client: string, key = 'one') => modelCall('hello', { client, headers: { authorization: `Bearer sk-test-${key}` } })
const CLIENTS = ['10.0.0.1', '10.0.0.2', '10.0.0.3']

export const AI_SHARED_KEY: Rule = {
  id: 'ai-shared-key',
  kind: 'ai',
  severity: 'medium',
  summary: 'One key for a model or a vector database is used by many clients.',
  remedy: 'Give each client a key of its own, or put a gateway in between that does.',
  references: ['NIST SP 800-57 part 1, section 5.3', 'CWE-522'],
  examples: {
    fires: { text: 'three clients use the same key', calls: CLIENTS.map((client) => from(client)) },
    silent: { text: 'three clients use a key each', calls: CLIENTS.map((client) => from(client, client)) },
  },
  *find({ inventory }) {
    for (const provider of shownProviders(inventory.ai)) {
      const shared = [...provider.credentials.values()].filter(({ clients }) => clients.size >= CLIENTS_MIN)
      if (shared.length === 0) continue
      const evidence = shared
        .map(({ kind, clients, n }) => ({
          text: `${kind} used by ${clients.size} clients: ${[...clients.keys()].sort().slice(0, 8).join(', ')}`,
          n,
        }))
        .sort((a, b) => (a.text < b.text ? -1 : 1))
      yield finding(AI_SHARED_KEY, placeOfProvider(provider), { confidence: 0.9, evidence, ...timesOfProvider(provider) })
    }
  },
}
