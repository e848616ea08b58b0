import { expect, it } from 'vitest'
import { call, result, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('finds passwords in JSON that a tool answers as text', () => {
  const text = JSON.stringify({ DB_PASSWORD: 'c0rrect-horse', HOME: '/root' })
  const answered = turn({ request: call(9, 'tools/call', { name: 'get-env' }), response: result(9, { content: [{ type: 'text', text }] }) })
  expect(findInMcp('mcp-secret-out', [...session(), answered])).toMatchObject([{ path: 'get-env', type: 'password' }])
})

it('looks into resources, too', () => {
  const contents = [{ uri: 'file:///env', text: 'AWS_ACCESS_KEY_ID=AKIAQ7EXQ2WVFJ4MB6TN' }]
  const read = turn({ request: call(9, 'resources/read', { uri: 'file:///env' }), response: result(9, { contents }) })
  expect(findInMcp('mcp-secret-out', [...session(), read])).toMatchObject([{ path: 'resources', type: 'aws_access_key_id' }])
})
