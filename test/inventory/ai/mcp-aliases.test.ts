import { expect, it } from 'vitest'
import { AiObserver, countServers, foldAliases } from '../../../inventory/ai/index.ts'
import { call, initialize, initialized, result, session, tool, turn } from './mcp-dialogue.ts'

const found = (...extra: Parameters<typeof turn>[0][]) => {
  const observer = new AiObserver()
  for (const exchange of [...session(), ...extra.map(turn)]) observer.observe(exchange)
  return foldAliases(observer.inventory().mcpServers).map(({ address, hosts }) => [address, ...hosts.keys()])
}
const listing = (tools: object[]) => ({
  request: call(1, 'tools/list'),
  response: result(1, { tools }),
  host: 'evil.example',
  flow: { serverAddress: '10.0.0.50' },
})

it('melds an address that only lists the same tools', () => {
  expect(found(listing([tool('add'), tool('drop')]))).toEqual([['10.0.0.1:80', 'tools.example', 'evil.example']])
})

it('keeps apart other tools, other ports and other paths', () => {
  expect(found(listing([tool('add')]))).toHaveLength(2)
  expect(found({ ...listing([tool('add'), tool('drop')]), path: '/other' })).toHaveLength(2)
  expect(found({ ...listing([tool('add'), tool('drop')]), flow: { serverAddress: '10.0.0.50', serverPort: 81 } })).toHaveLength(2)
})

it('tells servers behind one address apart by name, and only then', () => {
  const observer = new AiObserver()
  const shake = (host: string, name: string) => turn({ host, request: initialize(0), response: initialized(0, name) })
  for (const exchange of [shake('github.corp', 'github'), shake('slack.corp', 'slack'), shake('10.0.0.1', 'slack')])
    observer.observe(exchange)
  observer.observe(
    turn({ host: 'evil.example', request: call(1, 'ping'), headers: { 'mcp-protocol-version': '2025-06-18' }, response: result(1, {}) }),
  )
  expect(foldAliases(observer.inventory().mcpServers).map(({ names, hosts }) => [...names.keys(), ...[...hosts.keys()].sort()])).toEqual([
    ['slack', '10.0.0.1', 'evil.example', 'slack.corp'],
    ['github', 'github.corp'],
  ])
})

it('takes what was declared and seen for one', () => {
  const observer = new AiObserver()
  const responses = {
    path: '/v1/responses',
    host: 'api.openai.com',
    request: { model: 'm', input: 'x', tools: [{ type: 'mcp', server_url: 'http://tools.example/mcp' }] },
  }
  for (const exchange of [...session(), turn({ ...responses, response: { output: [] } })]) observer.observe(exchange)
  expect(foldAliases(observer.inventory().mcpServers)).toMatchObject([{ address: '10.0.0.1:80', declared: true }])
})

it('counts servers, not names of hosts, candidates or what was only declared', () => {
  const observer = new AiObserver()
  const again = session().map((exchange) => exchange)
  for (const exchange of [
    ...again,
    turn({ host: 'other.example', request: call(1, 'tools/list'), response: result(1, { tools: [tool('add')] }) }),
  ])
    observer.observe(exchange)
  expect([observer.inventory().mcpServers.size, countServers(observer.inventory().mcpServers)]).toEqual([2, 1])
})
