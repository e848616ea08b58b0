import { expect, it } from 'vitest'
import { ListPages } from '../../../inventory/ai/mcp-listings.ts'
import { readReply } from '../../../inventory/ai/mcp-reply.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'
import { asked, tool } from './mcp-dialogue.ts'

const page = (names: string[], nextCursor?: string) =>
  readReply({ kind: 'result', id: 'n1', result: { tools: names.map((name) => tool(name)), nextCursor } }, 7)

it('puts pages together, and takes a list for whole only at its end', () => {
  const [server, pages] = [emptyServer('a:1', '/x'), new ListPages()]
  pages.note(server, asked('tools/list', { class: 'roots' }), page(['b'], 'p2'))
  expect(server.listings.size).toBe(0)
  pages.note(server, asked('tools/list', { class: 'roots', cursor: true }), page(['a']))
  expect(server.listings.get('roots')).toEqual({ atUs: 7, tools: ['a', 'b'] })
})

it('takes a page whose beginning was not seen for a part', () => {
  const [server, pages] = [emptyServer('a:1', '/x'), new ListPages()]
  pages.note(server, asked('tools/list', { cursor: true }), page(['a']))
  expect([server.listings.size, server.partialLists]).toEqual([0, 1])
})
