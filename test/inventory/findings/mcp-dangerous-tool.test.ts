import { expect, it } from 'vitest'
import { call, result, tool, turn } from '../ai/mcp-dialogue.ts'
import { findInMcp } from './find.ts'

const list = (name: string, headers = {}, more: object = {}) => [
  turn({ request: call(1, 'tools/list'), headers, response: result(1, { tools: [{ ...tool(name), ...more }] }) }),
]

it('is info behind a login and high without one', () => {
  expect(findInMcp('mcp-dangerous-tool', list('runShellCommand'))).toMatchObject([
    { path: 'runShellCommand', type: 'runs-commands', severity: 'high' },
  ])
  expect(findInMcp('mcp-dangerous-tool', list('write_file', { authorization: 'Bearer x' }))).toMatchObject([
    { type: 'writes-files', severity: 'info' },
  ])
})

it('believes an annotation that warns, and none that calms', () => {
  expect(findInMcp('mcp-dangerous-tool', list('tidy', {}, { annotations: { destructiveHint: true } }))).toMatchObject([
    { type: 'destructive' },
  ])
  expect(findInMcp('mcp-dangerous-tool', list('run_command', {}, { annotations: { readOnlyHint: true } }))).toHaveLength(1)
})

it('is silent about tools that only sound alike', () => {
  for (const name of ['list_commands', 'describe_file', 'search_web', 'query_orders'])
    expect(findInMcp('mcp-dangerous-tool', list(name)), name).toEqual([])
})
