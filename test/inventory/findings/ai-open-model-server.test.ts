import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is worse where anybody can come', () => {
  const tags = (serverAddress: string) => [
    turn({ path: '/api/chat', flow: { serverAddress }, request: { model: 'm', messages: [] }, response: { done: true } }),
  ]
  expect(findInMcp('ai-open-model-server', tags('10.0.0.1'))).toMatchObject([{ severity: 'medium' }])
  expect(findInMcp('ai-open-model-server', tags('203.0.113.7'))).toMatchObject([{ severity: 'high' }])
  expect(findInMcp('ai-open-model-server', tags('127.0.0.1'))).toEqual([])
})
