import { expect, it } from 'vitest'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import { authOf } from '../../../inventory/ai/mcp-auth.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

it.each([
  ['', '/mcp', 'none'],
  ['authorization: Bearer abc', '/mcp', 'bearer'],
  ['authorization: Basic abc', '/mcp', 'basic'],
  ['authorization: topsecret', '/mcp', 'other'],
  ['x-api-key: abc', '/mcp', 'api-key'],
  ['x-acme-api-key: abc', '/mcp', 'api-key'],
  ['x-request-key-hint: abc', '/mcp', 'none'],
  ['cookie: a=b', '/mcp', 'cookie'],
  ['', '/mcp?api_key=abc', 'api-key'],
  ['', '/mcp?monkey=abc', 'none'],
])('%s %s is %s', (header, path, expected) => {
  const view = new ExchangeView()
  view.look(rawExchange({ request: `POST ${path} HTTP/1.1\nhost: a\n${header === '' ? '' : `${header}\n`}\n`, response: null }))
  expect(authOf(view)).toBe(expected)
})
