import { expect, it } from 'vitest'
import { session } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is silent about the very same tools behind a gateway', () => {
  expect(findInMcp('mcp-same-tool-name', [...session(), ...session('S-2', { serverAddress: '10.0.0.2' })])).toEqual([])
})
