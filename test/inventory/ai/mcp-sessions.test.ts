import { expect, it } from 'vitest'
import { emptyFacts } from '../../../inventory/ai/mcp-messages.ts'
import { emptyServer, toolOf } from '../../../inventory/ai/mcp-server.ts'
import { McpSessions, sessionMark } from '../../../inventory/ai/mcp-sessions.ts'

const facts = { ...emptyFacts(), client: { name: 'robot', version: '1' }, abilities: ['roots'] }

it('names who stands behind a session, also when the handshake comes last', () => {
  const server = emptyServer('a:1', '/x')
  server.callsBy.set(sessionMark('s'), 2)
  server.listings.set(sessionMark('s'), { atUs: 1, tools: ['t'] })
  toolOf(server, 't')!.definitions.set('h', {
    n: 1,
    firstUs: 1,
    lastUs: 1,
    text: null,
    classes: new Set([sessionMark('s')]),
    versions: new Set(),
  })
  const [sessions, others] = [new McpSessions(), new McpSessions()]
  others.note('s', facts)
  others.noteVersion('s', '2.1')
  sessions.merge(others.told)
  sessions.resolve(server)
  expect([...server.callsBy, ...server.listings.keys()]).toEqual([['robot 1', 2], 'roots'])
  expect(server.tools.get('t')?.definitions.get('h')).toMatchObject({ classes: new Set(['roots']), versions: new Set(['2.1']) })
})

it('knows nothing of a session that was joined midway', () => {
  const server = emptyServer('a:1', '/x')
  server.callsBy.set(sessionMark('s'), 1)
  new McpSessions().resolve(server)
  expect([...server.callsBy]).toEqual([['', 1]])
})
