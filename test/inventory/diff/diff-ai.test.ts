import { expect, test } from 'vitest'
import { AiObserver } from '../../../inventory/ai/index.ts'
import { diffInventories } from '../../../inventory/diff/diff-inventories.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'
import { call, initialize, initialized, result, tool, turn } from '../ai/mcp-dialogue.ts'

const learn = (exchanges: Exchange[]) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return { ...sampleInventory({}), ai: observer.inventory() }
}
const diff = (base: Exchange[], head: Exchange[]) =>
  diffInventories(learn(base), learn(head)).map(({ level, id, place }) => [level, id, place].filter(Boolean).join(' '))

const shake = (version: string, capabilities: object = {}) => {
  const request = initialize(0) as { params: { capabilities: object } }
  request.params.capabilities = capabilities
  const reply = initialized(0) as { result: { serverInfo: { version: string } } }
  reply.result.serverInfo.version = version
  return turn({ request, response: reply })
}
const list = (tools: object[], more: object = {}, headers = {}) =>
  turn({ request: call(1, 'tools/list'), response: result(1, { tools, ...more }), headers })

test('the same server twice has not changed', () => {
  const all = [shake('1'), list([tool('a'), tool('b')])]
  expect(diff(all, all)).toEqual([])
})

test('exactly what changed is told', () => {
  const [before, after] = [
    [shake('1'), list([tool('a'), tool('b'), tool('c')])],
    [shake('2'), list([tool('a', 'other words'), tool('b'), tool('d')])],
  ]
  expect(diff(before, after)).toEqual([
    'breaking mcp-tool-removed tool c',
    'warning mcp-tool-changed tool a',
    'info mcp-version-changed',
    'info mcp-tool-added tool d',
  ])
})

test('a part of a list, and a list for other clients, take nothing away', () => {
  const whole = [shake('1'), list([tool('a'), tool('b')])]
  expect(diff(whole, [shake('1'), list([tool('a')], { nextCursor: 'p2' })])).toEqual([])
  expect(diff(whole, [shake('1', { roots: {} }), list([tool('a')])])).toEqual([])
  expect(diff([shake('1', { roots: {} }), list([tool('a')])], whole)).toEqual([])
})

test('servers, providers and models come; servers may only be silent', () => {
  const chat = (model: string) =>
    turn({ host: 'api.openai.com', path: '/v1/chat/completions', request: { model, messages: [] }, response: { choices: [] } })
  expect(diff([], [shake('1')])).toEqual(['info mcp-server-added'])
  expect(diff([shake('1')], [])).toEqual(['info mcp-server-not-observed'])
  expect(diff([], [chat('a')])).toEqual(['info ai-provider-added'])
  expect(diff([chat('a')], [chat('a'), chat('b')])).toEqual(['info ai-model-added model b'])
  expect(diff([chat('a')], [])).toEqual([])
})

test('credentials that are no longer needed are told', () => {
  const headers = { authorization: 'Bearer x' }
  expect(diff([shake('1'), list([tool('a')], {}, headers)], [shake('1'), list([tool('a')])])).toEqual(['warning mcp-auth-dropped'])
})
