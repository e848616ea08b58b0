import { expect, it } from 'vitest'
import { call, result, session, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const list = (tools: object[], startedUs: number) => turn({ request: call(1, 'tools/list'), response: result(1, { tools }), startedUs })

it('fires on another declaration under the same name', () => {
  const found = findInMcp('mcp-changed-tool', [...session(), list([tool('quote')], 10), list([tool('quote', 'now something else')], 20)])
  expect(found).toMatchObject([{ path: 'quote', severity: 'high' }])
})

it('is silent about the same declaration in another order of members, other tools, and declarations side by side', () => {
  const turned = Object.fromEntries(Object.entries(tool('quote')).reverse())
  expect(findInMcp('mcp-changed-tool', [list([tool('quote')], 10), list([turned, tool('more')], 20), list([], 30)])).toEqual([])
  expect(findInMcp('mcp-changed-tool', [list([tool('q', 'a')], 10), list([tool('q', 'b')], 20), list([tool('q', 'a')], 30)])).toEqual([])
})
