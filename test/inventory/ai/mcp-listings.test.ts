import { expect, it } from 'vitest'
import { cursorHash } from '../../../inventory/ai/definition-hash.ts'
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
  pages.note(server, asked('tools/list', { class: 'roots', cursor: cursorHash('p2') }), page(['a']))
  expect(server.listings.get('roots')).toEqual({ atUs: 7, tools: ['a', 'b'] })
})

it('takes a page whose beginning was not seen for a part', () => {
  const [server, pages] = [emptyServer('a:1', '/x'), new ListPages()]
  pages.note(server, asked('tools/list', { cursor: cursorHash('p2') }), page(['a']))
  expect(server.listings.size).toBe(0)
  expect([...pages.loose()]).toEqual([[asked('tools/list').server, 1]])
})

it('puts pages together in any order, also those of another observer', () => {
  const parts: [string, ReturnType<typeof page>][] = [
    ['', page(['c'], 'p2')],
    [cursorHash('p2'), page(['b'], 'p3')],
    [cursorHash('p3'), page(['a'])],
  ]
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ]) {
    const [server, pages, others] = [emptyServer('a:1', '/x'), new ListPages(), new ListPages()]
    order.forEach((at, turn) => {
      const [cursor, reply] = parts[at] as (typeof parts)[number]
      ;(turn === 1 ? others : pages).note(server, asked('tools/list', { class: 'roots', cursor }), reply)
    })
    pages.merge(others.unfinished, () => server)
    expect(server.listings.get('roots')?.tools).toEqual(['a', 'b', 'c'])
    expect([pages.unfinished.size, pages.loose().size, server.partialLists]).toEqual([0, 0, 0])
  }
})
