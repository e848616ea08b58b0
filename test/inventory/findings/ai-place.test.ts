import { expect, it } from 'vitest'
import { emptyProvider } from '../../../inventory/ai/provider.ts'
import { isSelfHosted, placeOfProvider } from '../../../inventory/findings/ai-place.ts'

const provider = (id: string, kind: string, host: string, address = '10.0.0.1:80') => emptyProvider({ id, kind }, host, address, 'clear')

it('knows what runs in the own house', () => {
  expect(
    [provider('ollama', 'model-server', ''), provider('qdrant', 'vector-db', ''), provider('openai', 'llm-api', 'api.openai.com')].map(
      isSelfHosted,
    ),
  ).toEqual([true, true, false])
  expect(isSelfHosted(provider('qdrant', 'vector-db', 'x.cloud.qdrant.io', '203.0.113.7:443'))).toBe(false)
  expect(placeOfProvider(provider('ollama', 'model-server', '')).service).toBe('10.0.0.1:80')
})
