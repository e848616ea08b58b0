import { expect, it } from 'vitest'
import { turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

it('is silent where nothing was given', () => {
  const search = (status: number) => [
    turn({ path: '/collections/n/points/search', request: {}, status, response: { result: [], status: 'ok', time: 1 } }),
  ]
  expect(findInMcp('ai-open-vector-store', search(200))).toHaveLength(1)
  expect(findInMcp('ai-open-vector-store', search(403))).toEqual([])
})
