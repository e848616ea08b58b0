import { describe, expect, it } from 'vitest'
import { applyReply, type RequestFacts, readReply, readRequest } from '../../../inventory/ai/mcp-messages.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'

const signals = (method: string, params: unknown): string[] => {
  const facts: RequestFacts = { signals: new Set(), methods: [], client: null, revision: '' }
  readRequest({ kind: 'request', id: 'n1', method, params }, facts)
  return [...facts.signals]
}
const answer = (method: string, result: unknown, name = '') =>
  applyReply(emptyServer('a:1', '/x'), { method, name, arguments: null }, readReply({ kind: 'result', id: 'n1', result }, 1))

describe('a request', () => {
  it('speaks for MCP only where everything is there', () => {
    const good = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x' } }
    expect(signals('initialize', good)).toEqual(['initialize-request'])
    for (const missing of Object.keys(good)) expect(signals('initialize', { ...good, [missing]: undefined })).toEqual([])
    expect(signals('initialize', { ...good, protocolVersion: 1 })).toEqual(['other-protocol'])
    expect(signals('tools/call', { name: 'x' })).toEqual(['method-name', 'call-request'])
    expect(signals('tools/call', ['x'])).toEqual(['other-protocol', 'method-name'])
    expect(signals('ping', {})).toEqual([])
    expect(signals('tasks/get', {})).toEqual([])
  })
})

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

  it('is reduced to facts without contents', () => {
    const facts = readReply(
      {
        kind: 'result',
        id: 'n1',
        result: { content: [{ type: 'text', text: 'planted secret text' }], structuredContent: { card: '4111111111111111' } },
      },
      1,
    )
    expect(JSON.stringify(facts)).not.toMatch(/planted|4111/)
    expect(facts.shape?.objects?.properties.has('card')).toBe(true)
  })
})
