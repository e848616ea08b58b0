import { expect, it } from 'vitest'
import { emptyAi, hashCredentials } from '../../../inventory/ai/index.ts'
import { emptyProvider } from '../../../inventory/ai/provider.ts'

it('replaces the hashes of credentials, in a copy', () => {
  const ai = emptyAi()
  const provider = emptyProvider({ id: 'openai', kind: 'llm-api' }, 'a', 'a:1', 'clear')
  provider.credentials.set(7, { kind: 'bearer', n: 1, clients: new Map() })
  ai.providers.set('x', provider)
  expect([
    ...hashCredentials(ai, (hash) => hash + 1)
      .providers.get('x')!
      .credentials.keys(),
  ]).toEqual([8])
  expect([...provider.credentials.keys()]).toEqual([7])
})
