import { expect, it } from 'vitest'
import { emptyProvider, mergeProvider, nameDialects, providerKey } from '../../../inventory/ai/provider.ts'

const make = (id: string, requests: number, host = 'llm.corp', kind = 'model-server') => ({
  ...emptyProvider({ id, kind }, host, 'a:1', 'clear'),
  requests,
  tokensIn: requests,
})
const shown = (...providers: ReturnType<typeof make>[]) =>
  nameDialects(new Map(providers.map((each) => [providerKey(each.id, each.host, each.address, each.visibility), each]))).map(
    ({ id, requests }) => `${id} ${requests}`,
  )

it('shows one server per place, named by what says who it is', () => {
  expect(shown(make('openai-compatible', 9), make('vllm', 0))).toEqual(['vllm 9'])
  expect(shown(make('triton', 2), make('tf-serving', 5))).toEqual(['tf-serving 7'])
  expect(shown(make('openai-compatible', 9), make('vllm', 1, 'other.corp'))).toEqual(['openai-compatible 9', 'vllm 1'])
  expect(shown(make('ollama', 1), make('qdrant', 1, 'llm.corp', 'vector-db'))).toEqual(['ollama 1', 'qdrant 1'])
})

it('adds up, and leaves what it shows from alone', () => {
  const [a, b] = [make('ollama', 1), make('ollama', 2)]
  mergeProvider(a, b)
  expect([a.requests, a.tokensIn, b.requests]).toEqual([3, 3, 2])
  shown(a, make('openai-compatible', 4))
  expect(a.requests).toBe(3)
})
