import { expect, it } from 'vitest'
import { session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is silent about servers that are seen here', () => {
  const named = (url: string) =>
    turn({
      host: 'api.anthropic.com',
      path: '/v1/messages',
      request: { model: 'm', max_tokens: 1, messages: [], mcp_servers: [{ url }] },
      response: { content: [] },
    })
  expect(findInMcp('ai-names-mcp-server', [...session(), named('https://far.example/mcp')])).toMatchObject([
    { service: 'far.example', template: '/mcp' },
  ])
  expect(findInMcp('ai-names-mcp-server', [...session(), named('http://tools.example/mcp')])).toEqual([])
})
