// Traffic of somebody who wants the inventory to grow, or to fall over.

import { expect, it } from 'vitest'
import { AiObserver, aiMap, decodeAi, encodeAi, mcpServersJson, writeMap } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { call, event, initialize, initialized, result, session, tool, turn } from './mcp-dialogue.ts'

const observed = (exchanges: Iterable<Exchange>) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return observer.inventory()
}
const only = (ai: ReturnType<typeof observed>) => [...ai.mcpServers.values()][0]!
const list = (tools: unknown[]) => turn({ request: call(1, 'tools/list'), response: result(1, { tools }) })

it('a hundred thousand tools are four thousand', () => {
  const tools = Array.from({ length: 100_000 }, (_, n) => tool(`t${n}`))
  expect(only(observed([...session(), list(tools)])).tools.size).toBe(4096)
})

it('any number of sessions, clients and hosts is bounded', () => {
  function* flood() {
    for (let n = 0; n < 6000; n++)
      yield turn({
        host: `h${n}`,
        request: initialize(0, `client-${n}`),
        response: initialized(0),
        responseHeaders: { 'mcp-session-id': `s${n}` },
        flow: { clientAddress: `10.1.${n >> 8}.${n & 255}` },
      })
  }
  const ai = observed(flood())
  expect(ai.mcpServers.size).toBeLessThanOrEqual(65)
  const [server] = mcpServersJson(ai).servers
  expect([server!.sessions, server!.clients.length, server!.callers.length].every((n) => n <= 4096)).toBe(true)
})

it('names that mean something to JavaScript are names', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  const given = JSON.parse('{"__proto__":{"polluted":true}}')
  const calls = names.map((name, n) =>
    turn({ request: call(n + 5, 'tools/call', { name, arguments: given }), response: result(n + 5, { content: [] }) }),
  )
  const ai = observed([...session(), list(names.map((name) => tool(name))), ...calls])
  expect([...only(ai).tools.keys()]).toEqual(expect.arrayContaining(names))
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  expect(mcpServersJson(decodeAi(encodeAi(ai)))).toEqual(mcpServersJson(ai))
})

it('schemas and arguments that nest without end, and events without end, are survived', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`)
  const long = turn({ request: call(3, 'tools/call', { name: 'add' }), response: `data: ${'x'.repeat(5_000_000)}` })
  const ai = observed([
    ...session(),
    list([{ ...tool('deep'), inputSchema: deep }]),
    turn({ request: call(4, 'tools/call', { name: 'deep', arguments: deep }), response: result(4, { content: [] }) }),
    long,
  ])
  expect(only(ai).tools.get('add')?.calls).toBe(2)
  expect(() => encodeAi(ai)).not.toThrow()
})

it('instructions and names cannot leave their place in a map or on a terminal', () => {
  const reply = result(0, {
    protocolVersion: '2025-06-18',
    capabilities: {},
    serverInfo: { name: 'x"]\n  click evil \u001b[31m', version: '1' },
  })
  const ai = observed([turn({ request: initialize(0), response: reply }), list([tool('a"--> b')])])
  for (const format of ['mermaid', 'dot'] as const) {
    const text = writeMap(aiMap(ai), format)
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/\n\s*click/)
  }
})

it('a reply that is replayed counts once', () => {
  const headers = { 'mcp-session-id': 'S-1' }
  const reply = event(result(9, { content: [{ type: 'text', text: 'x' }] }))
  const again = turn({ request: {}, headers, response: reply })
  const calls = [turn({ request: call(9, 'tools/call', { name: 'add' }), headers, response: reply }), again, again]
  expect(only(observed([...session(), ...calls])).tools.get('add')?.calls).toBe(3)
})
