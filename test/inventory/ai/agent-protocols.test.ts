import { expect, it } from 'vitest'
import { AGENT_PATHS, recogniseAgent } from '../../../inventory/ai/agent-protocols.ts'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import { readRpc } from '../../../inventory/ai/json-rpc.ts'
import { call, event, result, turn } from './mcp-dialogue.ts'

const spoken = (what: Parameters<typeof turn>[0]) => {
  const view = new ExchangeView()
  view.look(turn(what))
  return recogniseAgent(view, readRpc(what.request))
}
const done = { output: 'x', metadata: { run_id: 'r', feedback_tokens: [] } }

it('recognises LangServe by both bodies', () => {
  expect(spoken({ path: '/chain/invoke', request: { input: 1 }, response: done })).toEqual({ protocol: 'langserve', method: 'invoke' })
  expect(
    spoken({ path: '/chain/stream', request: { input: 1 }, response: event({ run_id: 'r' }, 'metadata') + event('x', 'data') })?.method,
  ).toBe('stream')
  expect(spoken({ path: '/chain/invoke', request: { input: 1 }, response: { output: 'x' } })).toBeNull()
  expect(spoken({ path: '/v2/invoke', request: { x: 1 }, response: done })).toBeNull()
})

it('recognises LangGraph, and leaves the Assistants of OpenAI alone', () => {
  const run = { run_id: 'r', thread_id: 't', assistant_id: 'g' }
  expect(spoken({ path: '/threads/t/runs', request: { assistant_id: 'g' }, response: run })?.protocol).toBe('langgraph')
  expect(spoken({ path: '/assistants/search', request: {}, response: [{ assistant_id: 'a', graph_id: 'g' }] })?.protocol).toBe('langgraph')
  expect(spoken({ path: '/v1/threads/t/runs', request: { assistant_id: 'g' }, response: run })).toBeNull()
  expect(
    spoken({ path: '/threads/t/runs', request: { assistant_id: 'g' }, response: run, headers: { 'openai-beta': 'assistants=v2' } }),
  ).toBeNull()
  expect(spoken({ path: '/threads/t/runs', request: { assistant_id: 'g' }, response: {} })).toBeNull()
})

it('recognises BeeAI by what is asked and what is answered', () => {
  const request = { agent_name: 'echo', input: [{ parts: [] }] }
  expect(spoken({ path: '/runs', request, response: { run_id: 'r', agent_name: 'echo' } })?.protocol).toBe('acp-rest')
  expect(spoken({ path: '/runs', request, response: {} })).toBeNull()
})

it('knows which methods are A2A alone', () => {
  expect(spoken({ path: '/rpc', request: call(1, 'tasks/resubscribe', { id: 'x' }), response: result(1, {}) })?.protocol).toBe('a2a')
  expect(
    spoken({ path: '/rpc', request: call(1, 'GetTask', { id: 'x' }), headers: { 'a2a-version': '1.0' }, response: result(1, {}) })
      ?.protocol,
  ).toBe('a2a')
  expect(spoken({ path: '/rpc', request: call(1, 'GetTask', { id: 'x' }), response: result(1, {}) })).toBeNull()
  expect(spoken({ path: '/rpc', request: call(1, 'tasks/get', { id: 'x' }), response: result(1, {}) })).toBeNull()
})

it('recognises a session of the Agent Client Protocol', () => {
  expect(spoken({ path: '/acp', request: call(1, 'session/new', { cwd: '/x', mcpServers: [] }), response: result(1, {}) })?.protocol).toBe(
    'acp',
  )
})

it.each(['/agents', '/runs/1', '/message', '/upstream'])('does not look into %s', (path) => expect(AGENT_PATHS.test(path)).toBe(false))
