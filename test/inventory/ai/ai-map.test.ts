import { expect, it } from 'vitest'
import { AiObserver, aiMap } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { call, result, session, turn } from './mcp-dialogue.ts'

const mapOf = (exchanges: Exchange[], options = {}) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  const { nodes, edges } = aiMap(observer.inventory(), options)
  const label = (id: string) => nodes.find((node) => node.id === id)?.label.split('\n')[0]
  return {
    nodes: nodes.map(({ kind, label: text, sanctioned }) => [kind, text.split('\n')[0], sanctioned]),
    edges: edges.map(({ from, to, label: text, n }) => [label(from), text, label(to), n]),
  }
}
const chat = (messages: object[] = []) =>
  turn({ host: 'api.openai.com', path: '/v1/chat/completions', request: { model: 'gpt-5', messages }, response: { choices: [] } })

it('leads from clients to tools and models; who uses both is an agent', () => {
  const { nodes, edges } = mapOf([...session(), chat()])
  expect(edges).toEqual([
    ['robot', 'calls', 'add', 2],
    ['robot', 'asks', 'gpt-5', 1],
  ])
  expect(nodes).toEqual(
    expect.arrayContaining([
      ['agent', 'robot', null],
      ['mcp-server', 'desk', null],
      ['tool', 'add', null],
      ['model', 'gpt-5', null],
    ]),
  )
})

it('takes who hands back results of tools for an agent', () => {
  expect(mapOf([chat()]).nodes[0]?.[0]).toBe('client')
  expect(mapOf([chat([{ role: 'tool', content: 'x' }])]).nodes.some(([kind]) => kind === 'agent')).toBe(true)
})

it('marks what nobody allowed, and shows MCP alone where only that is asked for', () => {
  const options = { isSanctioned: ({ id }: { id: string }) => id !== 'openai' }
  expect(mapOf([chat()], options).nodes).toContainEqual(['model', 'gpt-5', false])
  expect(mapOf([...session(), chat()], { only: 'mcp' }).nodes.map(([kind]) => kind)).not.toContain('model')
})

it('shows agents that were talked to', () => {
  const send = turn({ path: '/rpc', request: call(1, 'message/send', { message: { parts: [] } }), response: result(1, {}) })
  expect(mapOf([send]).edges).toEqual([['10.0.0.9', 'a2a', 'a2a', 1]])
})
