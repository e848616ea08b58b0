import { expect, it } from 'vitest'
import { call, result, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const list = (description: string) => [
  turn({ request: call(1, 'tools/list'), response: result(1, { tools: [tool('report', description)] }) }),
]

it('fires on tag characters, hidden runs and turned writing', () => {
  for (const text of ['ok \u{E0069}\u{E0067}', 'a\u200B\u2060\u200Bb', 'a\u202Eb'])
    expect(findInMcp('mcp-hidden-text', list(text)), text).toHaveLength(1)
})

it('is silent about emoji, joiners and other scripts', () => {
  for (const text of ['family 👨‍👩‍👧', 'नमस्ते क्‍ष', 'שלום', 'plain']) expect(findInMcp('mcp-hidden-text', list(text)), text).toEqual([])
})
