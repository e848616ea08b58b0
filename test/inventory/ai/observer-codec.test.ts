import { expect, it } from 'vitest'
import { AiObserver } from '../../../inventory/ai/index.ts'
import { decodeObserver, encodeObserver } from '../../../inventory/ai/observer-codec.ts'
import { call, event, result, session, tool, turn } from './mcp-dialogue.ts'

/** A call and a page of a list whose other halves are elsewhere. */
const halves = [
  turn({ path: '/send?sessionId=7', request: call(2, 'tools/call', { name: 'x', arguments: { a: 1 } }), status: 202, response: null }),
  turn({
    request: call(9, 'tools/list'),
    response: event(result(9, { tools: [tool('a')], nextCursor: 'p2' })),
    headers: { 'mcp-session-id': 'S' },
  }),
]

it('gives back what was written: records, and what waits', () => {
  const observer = new AiObserver()
  for (const exchange of [...session(), ...halves]) observer.observe(exchange)
  const bytes = observer.encode()
  const state = decodeObserver(bytes)
  expect(state.ties.asked.size).toBe(1)
  expect([...state.ties.asked.values()][0]).toMatchObject({ method: 'tools/call', name: 'x', arguments: { n: 1 } })
  expect(state.ties.pages.size).toBe(1)
  expect(state.ai.mcpServers.size).toBeGreaterThan(0)
  expect(encodeObserver(state)).toEqual(bytes)
})
