import { expect, it } from 'vitest'
import { call, result, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it.each([
  ['http://169.254.169.254/latest', 'metadata', 'high'],
  ['http://localhost:9200/', 'loopback', 'low'],
])('%s is %s, %s', (url, type, severity) => {
  const fetched = turn({ request: call(9, 'tools/call', { name: 'get', arguments: { url } }), response: result(9, { content: [] }) })
  expect(findInMcp('mcp-internal-target', [...session(), fetched])).toMatchObject([{ path: 'get', type, severity }])
})
