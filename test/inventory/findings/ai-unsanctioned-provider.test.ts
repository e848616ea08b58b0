import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const chat = (host: string) => [
  turn({ host, path: '/v1/chat/completions', request: { model: 'm', messages: [] }, response: { choices: [] } }),
]

it('is silent until somebody says what is allowed', () => {
  expect(findInMcp('ai-unsanctioned-provider', chat('api.openai.com'))).toEqual([])
  expect(findInMcp('ai-unsanctioned-provider', chat('api.openai.com'), { aiProviders: [] })).toMatchObject([
    { service: 'api.openai.com', severity: 'medium' },
  ])
})

it.each([['openai-compatible'], ['*.corp.example'], ['llm.corp.example'], ['10.0.0.1:80']])('%s allows a server of the house', (entry) =>
  expect(findInMcp('ai-unsanctioned-provider', chat('llm.corp.example'), { aiProviders: [entry] })).toEqual([]),
)
