import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AiObserver, aiJson, decodeAi, emptyAi, encodeAi, mcpServersJson, mergeAi } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, session, turn } from './mcp-dialogue.ts'

const observer = (exchanges: readonly Exchange[]): AiObserver => {
  const made = new AiObserver()
  for (const exchange of exchanges) made.observe(exchange)
  return made
}
const shown = (ai: ReturnType<typeof emptyAi>) => JSON.stringify([mcpServersJson(ai), aiJson(ai)])
const post = (path: string, request: unknown, response: unknown, host = 'api.openai.com') =>
  rawExchange({
    request: `POST ${path} HTTP/1.1\nhost: ${host}\ncontent-type: application/json\nauthorization: Bearer sk-planted\n\n${JSON.stringify(request)}`,
    response: `HTTP/1.1 200 OK\ncontent-type: application/json\n\n${JSON.stringify(response)}`,
  })
const chat = post(
  '/v1/chat/completions',
  { model: 'gpt-5', messages: [{ role: 'user', content: 'planted prompt' }] },
  { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3 } },
)

describe('the AI observer', () => {
  const exchanges = [...session('A'), ...session('B', { serverPort: 81 }), chat]

  it('gives the same inventory in any order and in any division', () => {
    const whole = shown(observer(exchanges).inventory())
    fc.assert(
      fc.property(fc.shuffledSubarray(exchanges, { minLength: exchanges.length }), fc.nat(exchanges.length), (order, cut) => {
        const [a, b] = [observer(order.slice(0, cut)), observer(order.slice(cut))]
        expect(shown(observer(order).inventory())).toBe(whole)
        const c = observer(order.slice(0, cut))
        c.mergeEncoded(b.encode())
        a.merge(b)
        for (const merged of [a, c]) expect(shown(merged.inventory())).toBe(whole)
      }),
      { numRuns: 30 },
    )
  })

  it('adds up as inventories too', () => {
    const [a, b] = [observer(session('A')).inventory(), observer([chat]).inventory()]
    const [ab, ba] = [emptyAi(), emptyAi()]
    for (const from of [a, b]) mergeAi(ab, from)
    for (const from of [b, a]) mergeAi(ba, from)
    expect(shown(ab)).toBe(shown(ba))
    expect(encodeAi(ab)).toEqual(encodeAi(ba))
  })

  it('survives being written and read', () => {
    const ai = observer(exchanges).inventory()
    const back = decodeAi(encodeAi(ai))
    expect(shown(back)).toBe(shown(ai))
    expect(encodeAi(back)).toEqual(encodeAi(ai))
  })

  it('keeps no contents of calls, prompts, answers, keys or session ids', () => {
    const planted = turn({
      request: call(4, 'tools/call', { name: 'add', arguments: { secret: 'planted argument' } }),
      response: { jsonrpc: '2.0', id: 4, result: { content: [{ type: 'text', text: 'planted result' }] } },
      headers: { 'mcp-session-id': 'planted-session', authorization: 'Bearer planted-token' },
      responseHeaders: { 'mcp-session-id': 'planted-session' },
    })
    const bytes = Buffer.from(encodeAi(observer([...exchanges, planted]).inventory())).toString('latin1')
    expect(bytes).not.toContain('planted')
    expect(bytes).toContain('desk')
  })

  it('passes by what has nothing to do with AI', () => {
    const plain = [
      post('/api/chat', { text: 'hello' }, { ok: true }, 'shop.example'),
      post('/generate', { report: 1 }, { url: 'x' }, 'shop.example'),
      post('/v1/messages', { to: 'bob', body: 'x' }, { id: 1 }, 'mail.example'),
      post('/graphql', { query: '{ me { name } }' }, { data: {} }, 'shop.example'),
      rawExchange({ request: null, response: 'HTTP/1.1 200 OK\n\n' }),
    ]
    const ai = observer(plain).inventory()
    expect([ai.mcpServers.size, ai.providers.size, ai.agents.size]).toEqual([0, 0, 0])
  })

  it('keeps apart what a model call only names', () => {
    const ai = observer([
      post(
        '/v1/responses',
        { model: 'gpt-5', input: 'x', tools: [{ type: 'mcp', server_url: 'https://mcp.example/sse' }] },
        { output: [] },
      ),
    ]).inventory()
    expect(mcpServersJson(ai).servers).toMatchObject([
      { address: 'mcp.example', path: '/sse', status: 'declared', confidence: 'candidate' },
    ])
  })
})
