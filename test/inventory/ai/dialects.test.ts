import { expect, it } from 'vitest'
import { DIALECT_PATHS, DIALECTS } from '../../../inventory/ai/dialects.ts'

it.each([
  ['/v1/chat/completions', 'openai-compatible', undefined],
  ['/openai/v1/chat/completions', 'openai-compatible', undefined],
  ['/v1beta/models/gemini-3:streamGenerateContent', 'google-gemini', 'gemini-3'],
  ['/model/anthropic.claude%3A0/converse', 'aws-bedrock', 'anthropic.claude%3A0'],
  ['/v2/models/fraud/versions/3/infer', 'triton', 'fraud'],
  ['/v1/models/churn:predict', 'tf-serving', 'churn'],
])('%s is %s with model %s', (path, id, model) => {
  const row = DIALECTS.find((dialect) => dialect.path.test(path))
  expect([row?.id, row?.path.exec(path)?.[1]]).toEqual([id, model])
  expect(DIALECT_PATHS.test(path)).toBe(true)
})

it.each(['/', '/users/1', '/v1/messages/1', '/api/chatter', '/generate/report', '/collections/1/items'])('%s is none', (path) =>
  expect(DIALECT_PATHS.test(path)).toBe(false),
)
