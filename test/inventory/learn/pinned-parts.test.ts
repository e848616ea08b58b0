import { expect, test } from 'vitest'
import { pinnedParts } from '../../../inventory/learn/pinned-parts.ts'

test('what is called by a path stands at its end', () => {
  expect([pinnedParts('grpc'), pinnedParts('jsonrpc'), pinnedParts('mcp'), pinnedParts('rest')]).toEqual([2, 1, 1, 0])
})
