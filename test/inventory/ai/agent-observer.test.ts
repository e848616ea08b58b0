import { describe, expect, it } from 'vitest'
import { AiObserver, aiJson } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, result, turn } from './mcp-dialogue.ts'

const agents = (...exchanges: Exchange[]) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return aiJson(observer.inventory()).agents
}
const get = (path: string, body: unknown, status = 200) =>
  rawExchange({
    request: `GET ${path} HTTP/1.1\nhost: a\n\n`,
    response: `HTTP/1.1 ${status} X\ncontent-type: application/json\n\n${JSON.stringify(body)}`,
  })
const card = { name: 'Planner', version: '1.4.0', skills: [], capabilities: {}, url: 'http://a/rpc' }
const parts = { message: { role: 'user', parts: [{ kind: 'text', text: 'x' }] } }

describe('agents', () => {
  it('show a card', () => {
    expect(agents(get('/.well-known/agent-card.json', card))).toMatchObject([
      { protocol: 'a2a', name: 'Planner', version: '1.4.0', path: '/.well-known/agent-card.json' },
    ])
    expect(agents(get('/.well-known/agent-card.json', { name: 'x' }), get('/.well-known/agent.json', card, 404))).toEqual([])
  })

  it('speak A2A in either generation', () => {
    expect(agents(turn({ path: '/rpc', request: call(1, 'message/send', parts), response: result(1, {}) }))).toMatchObject([
      { protocol: 'a2a', path: '/rpc' },
    ])
    expect(agents(turn({ path: '/rpc', request: call(1, 'SendMessage', parts), response: result(1, {}) }))).toHaveLength(1)
    expect(agents(turn({ path: '/rest/message:send', request: parts, headers: { 'a2a-version': '1.0' }, response: {} }))).toHaveLength(1)
    expect(agents(turn({ path: '/rpc', request: call(1, 'tasks/get', { id: 'x' }), response: result(1, {}) }))).toEqual([])
  })

  it('speak ACP, AG-UI and LangGraph', () => {
    expect(
      agents(turn({ request: call(0, 'initialize', { protocolVersion: 1, clientCapabilities: {} }), response: result(0, {}) })),
    ).toMatchObject([{ protocol: 'acp' }])
    const run = { threadId: 't', runId: 'r', messages: [], tools: [], forwardedProps: {} }
    expect(agents(turn({ path: '/agent', request: run, response: 'data: {"type":"RUN_STARTED"}\n\n' }))).toMatchObject([
      { protocol: 'ag-ui' },
    ])
    expect(agents(turn({ path: '/agent', request: run, response: 'data: {"type":"hello"}\n\n' }))).toEqual([])
    expect(
      agents(turn({ path: '/threads/1/runs/stream', request: { assistant_id: 'g' }, response: 'event: metadata\ndata: {}\n\n' })),
    ).toMatchObject([{ protocol: 'langgraph' }])
  })
})
