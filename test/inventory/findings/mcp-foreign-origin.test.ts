import { expect, it } from 'vitest'
import { call, result, session, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const page = (host: string, origin: string, status = 200) =>
  turn({
    host,
    headers: { origin },
    status,
    request: call(9, 'tools/list'),
    response: status === 200 ? result(9, { tools: [tool('add')] }) : {},
  })

it('fires on another host, and on a name that was rebound to the address', () => {
  expect(findInMcp('mcp-foreign-origin', [...session(), page('tools.example', 'https://evil.example')])).toHaveLength(1)
  expect(findInMcp('mcp-foreign-origin', [...session(), page('evil.example', 'http://evil.example')])).toHaveLength(1)
})

it('is silent where the server refuses, where the page is its own, and about the own machine', () => {
  expect(findInMcp('mcp-foreign-origin', [...session(), page('tools.example', 'https://evil.example', 403)])).toEqual([])
  expect(findInMcp('mcp-foreign-origin', [...session(), page('tools.example', 'http://tools.example')])).toEqual([])
  expect(findInMcp('mcp-foreign-origin', [...session(), page('127.0.0.1:3000', 'http://localhost:6274')])).toEqual([])
})
