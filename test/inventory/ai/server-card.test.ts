import { expect, it } from 'vitest'
import { AiObserver, mcpServersJson } from '../../../inventory/ai/index.ts'
import { isServerCard } from '../../../inventory/ai/server-card.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const get = (path: string, body: unknown) =>
  rawExchange({
    request: `GET ${path} HTTP/1.1\nhost: a\n\n`,
    response: `HTTP/1.1 200 OK\ncontent-type: application/mcp-server-card+json\n\n${JSON.stringify(body)}`,
  })

it.each(['/mcp/server-card', '/.well-known/mcp.json', '/.well-known/ai-catalog.json'])(
  'servers that %s names are declared, not observed',
  (path) => {
    const observer = new AiObserver()
    observer.observe(get(path, { name: 'io.example/desk', remotes: [{ type: 'streamable-http', url: 'https://mcp.example/mcp' }] }))
    expect(mcpServersJson(observer.inventory()).servers).toMatchObject([
      {
        address: 'mcp.example',
        path: '/mcp',
        status: 'declared',
        confidence: 'candidate',
        declaredBy: ['server card'],
        names: ['io.example/desk'],
      },
    ])
  },
)

it('leaves other documents alone', () =>
  expect([isServerCard('/card'), isServerCard('/.well-known/openid-configuration')]).toEqual([false, false]))
