// Token counts of one model call, from wherever a dialect puts them. Streams repeat and update them: the last one told counts.

import { countAt, member, objectAt } from './json-value.ts'

export interface TokenUsage {
  tokensIn: number
  tokensOut: number
}

const IN = ['prompt_tokens', 'input_tokens', 'inputTokens', 'promptTokenCount', 'prompt_eval_count', 'inputTokenCount'] as const
const OUT = ['completion_tokens', 'output_tokens', 'outputTokens', 'candidatesTokenCount', 'eval_count', 'outputTokenCount'] as const

/** Take over what one reply, or one event of it, tells. */
export function foldUsage(usage: TokenUsage, reply: unknown): void {
  for (const place of places(reply)) {
    for (const name of IN) usage.tokensIn = countAt(place, name) ?? usage.tokensIn
    for (const name of OUT) usage.tokensOut = countAt(place, name) ?? usage.tokensOut
  }
}

/** OpenAI, Anthropic, Bedrock: `usage`, also in `message` and `response`; Gemini: `usageMetadata`; Cohere: `usage.tokens`; Ollama: on top. */
function places(reply: unknown): (object | null)[] {
  const usage = objectAt(reply, 'usage')
  return [
    objectAt(reply, 'usageMetadata'),
    objectAt(usage, 'tokens') ?? usage,
    objectAt(objectAt(reply, 'message'), 'usage'),
    objectAt(objectAt(reply, 'response'), 'usage'),
    objectAt(objectAt(objectAt(reply, 'delta'), 'usage'), 'tokens'),
    member(reply, 'done') === true ? (reply as object) : null,
    member(reply, 'embeddings') === undefined ? null : (reply as object),
  ]
}
