import { describe, expect, test } from 'vitest'
import type { Change } from '../../../inventory/diff/change.ts'
import { DIFF_FORMATS, failsOn, writeDiff } from '../../../inventory/diff/write-diff.ts'

const NAMES = { base: 'v1', head: 'v2.db', version: '0.1.0' }
const CHANGES: Change[] = [
  {
    id: 'response-property-type-changed',
    level: 'breaking',
    service: 's',
    method: 'GET',
    template: '/a',
    place: 'response 200 $.p',
    text: '$.p: number became string',
    before: 'number',
    after: 'string',
  },
  {
    id: 'operation-added',
    level: 'info',
    service: 's',
    method: 'GET',
    template: '/b|`c',
    place: null,
    text: 'GET /b|`c is <b>new</b>',
    before: null,
    after: null,
  },
]

test('text: by level, then by operation', () => {
  expect(writeDiff('text', CHANGES, NAMES)).toBe(
    'v1 -> v2.db: 2 changes: 1 breaking, 0 warning, 1 info\n\nbreaking\n  s GET /a\n    response 200 $.p: number became string  [response-property-type-changed]\n\ninfo\n  s GET /b|`c\n    GET /b|`c is <b>new</b>  [operation-added]\n',
  )
  expect(writeDiff('text', [], NAMES)).toBe('v1 -> v2.db: no changes\n')
})

test('json: the shape that tools rely on', () => {
  expect(JSON.parse(writeDiff('json', CHANGES, NAMES))).toEqual({
    base: 'v1',
    head: 'v2.db',
    changes: CHANGES,
    summary: { breaking: 1, warning: 0, info: 1, total: 2 },
  })
})

test('md: nothing from traffic is markup, and cells stay cells', () => {
  const text = writeDiff('md', CHANGES, NAMES)
  expect(text).not.toContain('<b>')
  for (const line of text.split('\n').filter((one) => one.startsWith('|'))) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(6)
})

test('sarif: every result has its rule, and a fingerprint that stays', () => {
  const log = JSON.parse(writeDiff('sarif', CHANGES, NAMES))
  expect(log.version).toBe('2.1.0')
  expect(log.runs[0].results.map(({ level, ruleId }: { level: string; ruleId: string }) => `${level} ${ruleId}`)).toEqual([
    'error response-property-type-changed',
    'note operation-added',
  ])
  expect(JSON.parse(writeDiff('sarif', CHANGES, NAMES))).toEqual(log)
  expect(log.runs[0].tool.driver.rules).toHaveLength(2)
})

test.each(DIFF_FORMATS)('%s of nothing', (format) => expect(writeDiff(format, [], NAMES)).not.toBe(''))

describe('--fail-on', () => {
  test.each([
    ['breaking', [true, false]],
    ['warning', [true, false]],
    ['any', [true, true]],
    ['none', [false, false]],
  ] as const)('%s', (failOn, expected) => expect([failsOn(CHANGES, failOn), failsOn(CHANGES.slice(1), failOn)]).toEqual(expected))
})
