import { expect, it } from 'vitest'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, event, result, session, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('fires on a stream that names a message endpoint', () => {
  const stream = rawExchange({
    request: 'GET /sse HTTP/1.1\nhost: a\n\n',
    response: `HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\n${event('/send?sessionId=1', 'endpoint')}${event(result(1, { tools: [tool('x')] }))}`,
  })
  const asked = turn({ path: '/send?sessionId=1', request: call(1, 'tools/list'), status: 202, response: null })
  expect(findInMcp('mcp-old-protocol', [asked, stream])).toMatchObject([{ template: '/sse', severity: 'low' }])
})

it('is silent about streamable HTTP', () => {
  expect(findInMcp('mcp-old-protocol', session())).toEqual([])
})
