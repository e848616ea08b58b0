import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const ask = (host: string) => [
  turn({
    host,
    path: '/v1/chat/completions',
    request: { model: 'm', messages: [{ role: 'user', content: 'key AKIAQ7EXQ2WVFJ4MB6TN' }] },
    response: { choices: [] },
  }),
]

it('is worse where the model is run by others, and keeps nothing of the prompt', () => {
  const away = findInMcp('ai-secret-in-prompt', ask('api.openai.com'))
  expect(away).toMatchObject([{ severity: 'high' }])
  expect(findInMcp('ai-secret-in-prompt', ask('llm.corp.example'))).toMatchObject([{ severity: 'medium' }])
  expect(JSON.stringify(away)).not.toMatch(/DE8937|AKIA/)
})
