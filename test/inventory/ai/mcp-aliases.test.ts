import { expect, it } from 'vitest'
import { AiObserver, foldAliases } from '../../../inventory/ai/index.ts'
import { call, result, session, tool, turn } from './mcp-dialogue.ts'

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
