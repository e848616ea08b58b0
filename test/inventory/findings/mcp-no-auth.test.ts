import { expect, it } from 'vitest'
import { call, result, session, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('fires on tools without credentials, harder where anybody can come', () => {
  expect(findInMcp('mcp-no-auth', session())).toMatchObject([{ service: 'tools.example', template: '/mcp', severity: 'medium' }])
  expect(findInMcp('mcp-no-auth', session('S', { serverAddress: '203.0.113.5' }))).toMatchObject([{ severity: 'high' }])
})

it('is silent where there were credentials, and where nothing was given', () => {
  const headers = { authorization: 'Bearer x' }
  expect(
    findInMcp('mcp-no-auth', [turn({ request: call(1, 'tools/list'), headers, response: result(1, { tools: [tool('a')] }) })]),
  ).toEqual([])
  expect(findInMcp('mcp-no-auth', [turn({ request: call(1, 'tools/list'), status: 401, response: null })])).toEqual([])
})
