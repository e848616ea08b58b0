import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is silent about signatures and about the own machine', () => {
  const chat = (authorization: string, serverAddress: string) => [
    turn({
      path: '/v1/chat/completions',
      headers: { authorization },
      flow: { serverAddress },
      request: { model: 'm', messages: [] },
      response: { choices: [] },
    }),
  ]
  expect(findInMcp('ai-clear-text-key', chat('Bearer x', '10.0.0.1'))).toHaveLength(1)
  expect(findInMcp('ai-clear-text-key', chat('Bearer x', '127.0.0.1'))).toEqual([])
  expect(findInMcp('ai-clear-text-key', chat('AWS4-HMAC-SHA256 Credential=AK/1/eu/bedrock/aws4_request, Signature=a', '10.0.0.1'))).toEqual(
    [],
  )
})
