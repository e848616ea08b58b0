import { expect, it } from 'vitest'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import {
  challengeFacts,
  headerText,
  isForeign,
  metadataFacts,
  mismatches,
  originOf,
  parameterTexts,
  proxyHeaders,
} from '../../../inventory/ai/mcp-headers.ts'
import { call, turn } from './mcp-dialogue.ts'

const look = (headers: Record<string, string>, request: object = {}) => {
  const view = new ExchangeView()
  view.look(turn({ headers, request, response: {} }))
  return view
}

it('undoes the wrapping of values that are no plain ASCII', () => {
  expect([headerText('weather'), headerText('=?base64?w6R0aGVy?=')]).toEqual(['weather', 'äther'])
  expect(parameterTexts(look({ 'Mcp-Param-City': '=?base64?S8O2bG4=?=', 'mcp-name': 'x' }))).toEqual(['Köln'])
})

it('finds headers that disagree with the body', () => {
  const params = { name: 'weather', _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }
  const requests = [{ kind: 'request' as const, id: 'n1', method: 'tools/call', params }]
  const body = call(1, 'tools/call', params)
  expect(
    mismatches(look({ 'mcp-method': 'tools/call', 'mcp-name': 'weather', 'mcp-protocol-version': '2026-07-28' }, body), requests),
  ).toEqual([])
  expect(
    mismatches(look({ 'mcp-method': 'tools/list', 'mcp-name': 'other', 'mcp-protocol-version': '2025-11-25' }, body), requests),
  ).toEqual(['mcp-method', 'mcp-name', 'mcp-protocol-version'])
  expect(mismatches(look({}, body), requests)).toEqual([])
})

it('tells pages of other hosts from its own', () => {
  expect(originOf(look({ origin: 'https://Evil.example' }))).toBe('tools.example https://evil.example')
  expect([originOf(look({})), originOf(look({ origin: 'null' }))]).toEqual([null, null])
  expect([isForeign('a:80', 'http://a'), isForeign('a', 'http://b'), isForeign('127.0.0.1:3000', 'http://localhost:6274')]).toEqual([
    false,
    true,
    false,
  ])
})

it('reads challenges and resource documents', () => {
  expect(challengeFacts('Bearer resource_metadata="https://a/.well-known/x?y", scope="read write"')).toEqual([
    'metadata https://a/.well-known/x',
    'scope read',
    'scope write',
  ])
  expect(metadataFacts({ resource: 'https://a/mcp/', authorization_servers: ['https://idp'], scopes_supported: ['read'] })).toEqual({
    path: '/mcp',
    facts: ['issuer https://idp', 'scope read'],
  })
  expect(metadataFacts({ resource: 'https://a/mcp' })).toBeNull()
  expect(proxyHeaders(look({ via: '1.1 edge' }))).toEqual(['via'])
})
