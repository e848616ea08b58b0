import { expect, it } from 'vitest'
import { call, result, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('finds passwords in JSON that a tool answers as text', () => {
  const text = JSON.stringify({ DB_PASSWORD: 'c0rrect-horse', HOME: '/root' })
  const answered = turn({ request: call(9, 'tools/call', { name: 'get-env' }), response: result(9, { content: [{ type: 'text', text }] }) })
  expect(findInMcp('mcp-secret-out', [...session(), answered])).toMatchObject([{ path: 'get-env', type: 'password' }])
})
