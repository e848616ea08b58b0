import { describe, expect, it } from 'vitest'
import { applyReply } from '../../../inventory/ai/mcp-apply.ts'
import { readReply } from '../../../inventory/ai/mcp-reply.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'
import { asked } from './mcp-dialogue.ts'

const answer = (method: string, result: unknown, name = '') =>
  applyReply(emptyServer('a:1', '/x'), asked(method, { name }), readReply({ kind: 'result', id: 'n1', result }, 1))

describe('a reply', () => {
  it.each([
    ['initialize', { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'x' } }, true],
    ['initialize', { protocolVersion: 'v1', capabilities: {}, serverInfo: { name: 'x' } }, false],
    ['tools/list', { tools: [{ name: 'a', inputSchema: {} }] }, true],
    ['tools/list', { tools: [] }, null],
    ['tools/list', { tools: [{ name: 'a' }] }, false],
    ['tools/list', {}, false],
    ['tools/call', { content: [{ type: 'text', text: 'x' }] }, true],
    ['tools/call', { content: ['x'] }, false],
    ['tools/call', 'x', false],
    ['resources/list', { resources: [{ uri: 'a://b' }] }, true],
    ['prompts/list', { prompts: [{ name: 'p' }] }, true],
    ['server/discover', { supportedVersions: ['2026-07-28'] }, true],
    ['server/discover', {}, false],
    ['ping', {}, null],
  ])('to %s with %j is %s', (method, result, expected) => expect(answer(method, result)).toBe(expected))
})

const tools = (result: unknown, ...calls: [name: string, reply: unknown, tookUs?: number][]) => {
  const server = emptyServer('a:1', '/x')
  applyReply(server, asked('tools/list', { class: 'roots' }), readReply({ kind: 'result', id: 'n1', result }, 5))
  for (const [name, reply, tookUs] of calls)
    applyReply(
      server,
      asked('tools/call', { name, caller: '10.0.0.9' }),
      readReply({ kind: 'result', id: 'n1', result: reply }, 9),
      tookUs ?? null,
    )
  return server
}

it('counts a call that asks for more input as no call, and a failed one as call and error', () => {
  const server = tools(
    { tools: [{ name: 'a', inputSchema: {} }] },
    ['a', { resultType: 'input_required', inputRequests: {} }],
    ['a', { content: [], isError: true }],
    ['a', { content: [{ type: 'text', text: 'x' }] }, 40_000],
  )
  expect(server.tools.get('a')).toMatchObject({ calls: 2, errors: 1, rpcErrors: 0, listed: true })
  expect([...server.traits.keys(), ...server.callers.get('10.0.0.9')!.tools]).toEqual(['input-required', ['a', 2]])
  expect(server.tools.get('a')?.durations.size).toBe(1)
})

it('remembers to whom a wording was shown', () => {
  const [definition] = tools({ tools: [{ name: 'a', inputSchema: {} }] })
    .tools.get('a')!
    .definitions.values()
  expect(definition).toMatchObject({ n: 1, firstUs: 5, classes: new Set(['roots']) })
})

it('takes an answer to nobody in particular for open', () => {
  const server = emptyServer('a:1', '/x')
  const list = readReply({ kind: 'result', id: 'n1', result: { tools: [{ name: 'a', inputSchema: {} }] } }, 5)
  applyReply(server, asked('tools/list', { credential: true }), list)
  expect(server.open).toBe(0)
  applyReply(server, asked('tools/list', { credential: false }), list)
  expect(server.open).toBe(1)
})

it('learns supported versions from a refusal', () => {
  const server = emptyServer('a:1', '/x')
  const reply = readReply({ kind: 'error', id: 'n1', code: -32022, data: { supported: ['2026-07-28', 'x'] } }, 1)
  expect(applyReply(server, asked('tools/list'), reply)).toBeNull()
  expect([...server.supportedVersions.keys()]).toEqual(['2026-07-28'])
})
