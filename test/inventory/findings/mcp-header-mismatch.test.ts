import { expect, it } from 'vitest'
import { call, failure, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is silent where the server refuses', () => {
  const refused = turn({
    request: call(9, 'tools/call', { name: 'drop' }),
    headers: { 'mcp-name': 'add' },
    status: 400,
    response: failure(9, -32020),
  })
  expect(findInMcp('mcp-header-mismatch', [...session(), refused])).toEqual([])
})
