import { expect, it } from 'vitest'
import { explainAi } from '../../../inventory/ai/explain-ai.ts'
import { AiObserver } from '../../../inventory/ai/index.ts'
import { call, result, session, turn } from './mcp-dialogue.ts'

const observer = new AiObserver()
const chat = { host: 'api.openai.com', path: '/v1/chat/completions', headers: { authorization: 'Bearer planted' } }
for (const exchange of [
  ...session(),
  turn({ ...chat, request: { model: 'gpt-5', messages: [{ role: 'tool' }] }, response: { choices: [] } }),
  turn({ path: '/rpc', request: call(1, 'message/send', { message: { parts: [] } }), response: result(1, {}) }),
])
  observer.observe(exchange)
const said = (id: string) => explainAi(id, observer.inventory()).join('\n')

it('finds a server by address, host or name', () => {
  expect(said('10.0.0.1:80/mcp')).toMatch(
    /MCP confirmed[\s\S]*\+60 lists tools[\s\S]*client robot 1.0 from 10.0.0.9[\s\S]*tool add: listed, 2 calls, 1 errors/,
  )
  for (const id of ['10.0.0.1:80 /mcp', 'tools.example/mcp', 'desk']) expect(said(id)).toBe(said('10.0.0.1:80/mcp'))
})

it('tells of a provider who calls, with which kind of credential, and never the credential', () => {
  expect(said('openai')).toMatch(/openai \(llm-api\)[\s\S]*credential bearer [0-9a-f]{14} from 10.0.0.9[\s\S]*an agent/)
  expect(said('openai')).not.toContain('planted')
})

it('tells of agents, and nothing of strangers', () => {
  expect(said('10.0.0.1:80/rpc')).toMatch(/\(a2a\)[\s\S]*was talked to/)
  expect(said('nobody')).toBe('')
})
