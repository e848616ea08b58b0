import { expect, it } from 'vitest'
import { foldUsage } from '../../../inventory/ai/token-usage.ts'

const fold = (...replies: unknown[]) => {
  const usage = { tokensIn: 0, tokensOut: 0 }
  for (const reply of replies) foldUsage(usage, reply)
  return [usage.tokensIn, usage.tokensOut]
}

it('knows where each dialect counts, and takes the last count of a stream', () => {
  expect(fold({ usage: { prompt_tokens: 5, completion_tokens: 2 } })).toEqual([5, 2])
  expect(fold({ message: { usage: { input_tokens: 9, output_tokens: 1 } } }, { usage: { output_tokens: 6 } })).toEqual([9, 6])
  expect(fold({ response: { usage: { input_tokens: 4, output_tokens: 3 } } })).toEqual([4, 3])
  expect(
    fold(
      { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 1 } },
      { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 8 } },
    ),
  ).toEqual([3, 8])
  expect(fold({ usage: { tokens: { input_tokens: 2, output_tokens: 1 }, billed_units: { input_tokens: 99 } } })).toEqual([2, 1])
  expect(fold({ usage: { inputTokens: 7, outputTokens: 5 } })).toEqual([7, 5])
  expect(fold({ done: true, prompt_eval_count: 3, eval_count: 4 })).toEqual([3, 4])
})

it('counts nothing that is no count', () => {
  expect(
    fold(null, 'x', [], {}, { usage: { prompt_tokens: -1, completion_tokens: '7' } }, { usage: null }, { prompt_eval_count: 3 }),
  ).toEqual([0, 0])
})
