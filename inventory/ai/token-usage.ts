// Token counts of one model call, from wherever a dialect puts them. Streams repeat and update them: the last one told counts.

import { countAt, type JsonObject, listAt, member, objectAt } from './json-value.ts'

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
  foldTimings(usage, reply)
}

/** OpenAI, Anthropic, Bedrock: `usage`, also in `message` and `response`; Gemini: `usageMetadata`; Cohere: `tokens`; Ollama: on top. */
function places(reply: unknown): (JsonObject | null)[] {
  return [
    objectAt(reply, 'usageMetadata'),
    cohere(objectAt(reply, 'usage')),
    cohere(objectAt(reply, 'meta')),
    objectAt(objectAt(reply, 'message'), 'usage'),
    objectAt(objectAt(reply, 'response'), 'usage'),
    cohere(objectAt(objectAt(reply, 'delta'), 'usage')),
    cohere(objectAt(objectAt(reply, 'response'), 'meta')),
    objectAt(reply, 'amazon-bedrock-invocationMetrics'),
    member(reply, 'done') === true ? (reply as JsonObject) : null,
    member(reply, 'embeddings') === undefined ? null : (reply as JsonObject),
    titan(reply),
  ]
}

/** What was really read and written, before what is billed. */
const cohere = (usage: JsonObject | null): JsonObject | null => objectAt(usage, 'tokens') ?? objectAt(usage, 'billed_units') ?? usage

/** Amazon's own models on Bedrock. */
function titan(reply: unknown): JsonObject | null {
  const count = countAt(reply, 'inputTextTokenCount')
  const results = listAt(reply, 'results')
  return count === null ? null : { input_tokens: count, output_tokens: countAt(results?.[0], 'tokenCount') ?? 0 }
}

/** llama.cpp without a `usage`. */
function foldTimings(usage: TokenUsage, reply: unknown): void {
  const timings = objectAt(reply, 'timings')
  if (timings === null || objectAt(reply, 'usage') !== null) return
  usage.tokensIn = countAt(timings, 'prompt_n') ?? usage.tokensIn
  usage.tokensOut = countAt(timings, 'predicted_n') ?? usage.tokensOut
}
