import { expect, it } from 'vitest'
import { CATALOGUE_VERSION } from '../../../inventory/ai/catalogue.ts'
import { aiJson, emptyAi, mcpServersJson, mcpStatus } from '../../../inventory/ai/index.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'

it('prints an empty inventory', () => {
  expect([mcpServersJson(emptyAi()), aiJson(emptyAi())]).toEqual([
    { servers: [] },
    { catalogue: CATALOGUE_VERSION, providers: [], agents: [] },
  ])
})

it('says what a server does, and of which era it is', () => {
  const server = emptyServer('a:1', '/x')
  expect(mcpStatus({ ...server, declared: true })).toBe('declared')
  expect(mcpStatus({ ...server, authRequired: 1 })).toBe('auth-required')
  expect(mcpStatus({ ...server, rejected: 1 })).toBe('rejecting')
  expect(mcpStatus({ ...server, authRequired: 1, served: 1 })).toBe('serving')
  const era = (...revisions: string[]) => {
    const ai = emptyAi()
    ai.mcpServers.set('a:1 /x', { ...server, protocolVersions: new Map(revisions.map((revision) => [revision, 1])) })
    return mcpServersJson(ai).servers[0]?.era
  }
  expect([era('2025-06-18'), era('2026-07-28'), era('2024-11-05', '2026-07-28'), era()]).toEqual(['legacy', 'modern', 'dual', 'legacy'])
})
