import { expect, it } from 'vitest'
import { session } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('knows clients by name or by address', () => {
  expect(findInMcp('mcp-unknown-client', session(), { mcpClients: [] })).toMatchObject([{ path: 'robot' }])
  expect(findInMcp('mcp-unknown-client', session(), { mcpClients: ['10.0.0.9'] })).toEqual([])
})

it('without a list, is about callers that come after a day', () => {
  const late = session('S-2', { clientAddress: '10.0.0.77' }).map((exchange) => ({ ...exchange, startedUs: 2e11, endedUs: 2e11 }))
  expect(findInMcp('mcp-unknown-client', [...session(), ...late])).toMatchObject([{ path: '10.0.0.77' }])
  expect(findInMcp('mcp-unknown-client', [...session(), ...session('S-2', { clientAddress: '10.0.0.77' })])).toEqual([])
})
