import { describe, expect, it } from 'vitest'
import { asCall, emptyFacts, readRequest } from '../../../inventory/ai/mcp-messages.ts'
import { askedBy } from './mcp-dialogue.ts'

const factsOf = (method: string, params: unknown) => {
  const facts = emptyFacts()
  readRequest({ kind: 'request', id: 'n1', method, params }, facts)
  return facts
}
const signals = (method: string, params: unknown): string[] => [...factsOf(method, params).signals]

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

it('tells who asks and what the client can do, in either era', () => {
  const clientInfo = { name: 'x', version: '2' }
  expect(factsOf('initialize', { protocolVersion: '2025-06-18', capabilities: { roots: {}, elicitation: {} }, clientInfo })).toMatchObject({
    client: clientInfo,
    abilities: ['elicitation', 'roots'],
    wished: '2025-06-18',
  })
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': clientInfo,
    'io.modelcontextprotocol/clientCapabilities': { sampling: {} },
  }
  expect(factsOf('tools/list', { _meta })).toMatchObject({ client: clientInfo, abilities: ['sampling'], revision: '2026-07-28' })
})

it('keeps of a call the shape, the kinds of values and where it leads, and nothing of what it says', () => {
  const params = { name: 'fetch', arguments: { url: 'http://169.254.169.254/latest', to: 'jane.doe@mail.example.org' } }
  const asked = asCall({ kind: 'request', id: 'n1', method: 'tools/call', params }, askedBy({ headerTexts: ['jane.doe@mail.example.org'] }))
  expect(asked).toMatchObject({ name: 'fetch', targets: ['metadata'], headerTexts: [] })
  expect([...asked.kinds.keys()]).toEqual(['arguments email', 'header email'])
  expect(JSON.stringify({ ...asked, arguments: null })).not.toMatch(/jane|169/)
})
