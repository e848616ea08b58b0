// An agent whose card asks for credentials, and which does not.

import type { Agent } from '../ai/ai-model.ts'
import type { ExampleCall } from './example.ts'
import { finding, type Rule } from './rule.ts'

const CARD: ExampleCall = {
  line: 'GET /.well-known/agent-card.json',
  answer: {
    ...{ name: 'Planner', version: '1', url: 'http://shop.example/a2a', skills: [], capabilities: {} },
    securitySchemes: { login: { type: 'http', scheme: 'bearer' } },
    security: [{ login: [] }],
  },
}
const send = (headers: Record<string, string>): ExampleCall => ({
  line: 'POST /a2a',
  headers,
  body: { jsonrpc: '2.0', id: 1, method: 'message/send', params: { message: { role: 'user', parts: [{ kind: 'text', text: 'hi' }] } } },
  answer: { jsonrpc: '2.0', id: 1, result: { kind: 'message', parts: [] } },
})

export const AGENT_CARD_MISMATCH: Rule = {
  id: 'agent-card-mismatch',
  kind: 'ai',
  severity: 'medium',
  summary: 'The card of an agent asks for credentials, but calls without any succeed.',
  remedy: 'Let the agent refuse what its card says it refuses.',
  references: ['A2A 1.0, Authentication and Authorization', 'CWE-306'],
  examples: {
    fires: { text: 'a message without a token is answered', calls: [CARD, send({})] },
    silent: { text: 'every message carries a token', calls: [CARD, send({ authorization: 'Bearer x' })] },
  },
  *find({ inventory }) {
    const agents = [...inventory.ai.agents.values()]
    for (const card of agents) {
      if (card.authDeclared.size === 0) continue
      for (const agent of agents.filter((one) => isDescribed(one, card))) {
        const open = agent.auth.get('none') ?? 0
        if (open === 0) continue
        const evidence = [
          { text: `the card of ${card.name} asks for ${[...card.authDeclared.keys()].sort().join(', ')}` },
          { text: `calls at ${agent.path} succeeded without credentials`, n: open },
        ]
        const place = {
          service: agent.host === '' ? agent.address : agent.host,
          method: 'POST',
          template: agent.path,
          key: `${agent.address} ${agent.path}`,
        }
        yield finding(AGENT_CARD_MISMATCH, place, { confidence: 0.9, evidence, firstUs: agent.seen.firstUs, lastUs: agent.seen.lastUs })
      }
    }
  },
}

/** The card names the path, on this address; without any such name, everything of its protocol there is meant. */
function isDescribed(agent: Agent, card: Agent): boolean {
  if (agent.declared || agent.address !== card.address || agent.protocol !== 'a2a') return false
  const paths = [...card.urls.keys()].map((url) => url.replace(/^https?:\/\/[^/]+/, '').replace(/(.)\/$/, '$1') || '/')
  return paths.length === 0 || paths.some((path) => agent.path === path || agent.path.startsWith(path === '/' ? '/' : `${path}/`))
}
