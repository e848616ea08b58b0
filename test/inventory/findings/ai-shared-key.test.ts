import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('counts clients, not calls', () => {
  const chat = (clientAddress: string) =>
    turn({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer planted' },
      flow: { clientAddress },
      request: { model: 'm', messages: [] },
      response: { choices: [] },
    })
  const found = findInMcp('ai-shared-key', ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(chat))
  expect(found).toHaveLength(1)
  expect(JSON.stringify(found)).not.toContain('planted')
  expect(findInMcp('ai-shared-key', ['10.0.0.1', '10.0.0.1', '10.0.0.2', '10.0.0.1'].map(chat))).toEqual([])
})
