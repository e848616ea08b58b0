import { describe, expect, it } from 'vitest'
import type { McpServer } from '../../../inventory/ai/index.ts'
import { AiObserver, judgeMcp, MCP_SIGNALS } from '../../../inventory/ai/index.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'
import { session } from './mcp-dialogue.ts'

const server = (evidence: string[], facts: Partial<McpServer> = {}): McpServer => ({
  ...emptyServer('a:1', '/x'),
  evidence: new Map(evidence.map((id) => [id, 1])),
  ...facts,
})

describe('the table of signals', () => {
  it('lets hints alone carry no verdict', () => {
    const weak = Object.entries(MCP_SIGNALS)
      .filter(([, { strong }]) => !strong)
      .map(([id]) => id)
    expect(judgeMcp(server(weak)).confidence).toBe('candidate')
    expect(judgeMcp(server([])).score).toBe(0)
  })

  it('wants two signals to confirm', () => {
    expect(judgeMcp(server(['request-meta'])).confidence).toBe('probable')
    expect(judgeMcp(server(['request-meta', 'path-hint'])).confidence).toBe('confirmed')
    expect(judgeMcp(server(['version-header'])).confidence).toBe('probable')
    expect(judgeMcp(server(['endpoint-event'])).confidence).toBe('candidate')
  })

  it('takes a client that is refused for a scan', () => {
    const asked = ['initialize-request', 'version-header', 'answered-otherwise']
    expect(judgeMcp(server(asked)).confidence).toBe('candidate')
    expect(judgeMcp(server(asked, { authRequired: 1 })).confidence).toBe('confirmed')
    expect(judgeMcp(server(asked, { rejected: 1 })).confidence).toBe('confirmed')
  })

  it('finds a whole session with any one signal taken away', () => {
    const observer = new AiObserver()
    for (const exchange of session()) observer.observe(exchange)
    const [found] = observer.inventory().mcpServers.values()
    for (const id of found!.evidence.keys()) {
      const evidence = new Map([...found!.evidence].filter(([each]) => each !== id))
      expect(judgeMcp({ ...found!, evidence }).confidence, id).toBe('confirmed')
    }
  })
})
