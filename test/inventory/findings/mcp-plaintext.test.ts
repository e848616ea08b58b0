import { expect, it } from 'vitest'
import { session } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('fires on MCP that could be read', () => {
  expect(findInMcp('mcp-plaintext', session())).toMatchObject([{ severity: 'medium' }])
})

it('is silent on loopback and behind a TLS terminator', () => {
  expect(findInMcp('mcp-plaintext', session('S', { serverAddress: '127.0.0.1' }))).toEqual([])
  expect(findInMcp('mcp-plaintext', session(), { postTls: true })).toEqual([])
})
