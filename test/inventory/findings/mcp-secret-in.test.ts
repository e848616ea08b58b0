import { expect, it } from 'vitest'
import { call, result, session, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const given = (more: object, headers = {}) => [
  ...session(),
  turn({ headers, request: call(9, 'tools/call', { name: 'deploy', arguments: more }), response: result(9, { content: [] }) }),
]

it('finds secrets in text, in fields that say what they are, and in headers; and keeps none', () => {
  expect(findInMcp('mcp-secret-in', given({ note: 'key AKIAQ7EXQ2WVFJ4MB6TN' }))).toMatchObject([
    { path: 'deploy', type: 'aws_access_key_id' },
  ])
  expect(findInMcp('mcp-secret-in', given({ password: 'Tr0ub4dor-3' }))).toMatchObject([{ type: 'password' }])
  const found = findInMcp('mcp-secret-in', given({}, { 'mcp-param-key': 'AKIAQ7EXQ2WVFJ4MB6TN' }))
  expect(found[0]?.evidence[0]?.text).toContain('Mcp-Param')
  expect(JSON.stringify(found)).not.toContain('AKIA')
})

it('looks into what clients answer', () => {
  const answer = turn({
    request: result(3, { action: 'accept', content: { key: 'AKIAQ7EXQ2WVFJ4MB6TN' } }),
    status: 202,
    response: null,
    headers: { 'mcp-session-id': 'S-1' },
  })
  expect(findInMcp('mcp-secret-in', [...session(), answer])).toMatchObject([{ path: 'answers', type: 'aws_access_key_id' }])
})
