import { expect, it } from 'vitest'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, result, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const card = (security: object[]) => {
  const body = {
    name: 'P',
    version: '1',
    url: 'http://a/rpc',
    skills: [],
    capabilities: {},
    securitySchemes: { k: { type: 'apiKey' } },
    security,
  }
  return rawExchange({
    request: 'GET /.well-known/agent-card.json HTTP/1.1\nhost: a\n\n',
    response: `HTTP/1.1 200 OK\ncontent-type: application/json\n\n${JSON.stringify(body)}`,
  })
}
const send = (path: string) => turn({ path, request: call(1, 'message/send', { message: { parts: [] } }), response: result(1, {}) })

it('is silent where the card asks for nothing, and about paths that it does not name', () => {
  expect(findInMcp('agent-card-mismatch', [card([{ k: [] }]), send('/rpc')])).toMatchObject([{ template: '/rpc' }])
  expect(findInMcp('agent-card-mismatch', [card([]), send('/rpc')])).toEqual([])
  expect(findInMcp('agent-card-mismatch', [card([{ k: [] }]), send('/other')])).toEqual([])
})
