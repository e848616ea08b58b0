import { expect, test } from 'vitest'
import { parseDuration } from '../../cli/duration.ts'

test.each([
  ['90s', 90_000],
  ['15m', 900_000],
  ['1.5h', 5_400_000],
  ['7d', 604_800_000],
])('%s', (text, ms) => expect(parseDuration(text, '--window')).toBe(ms))

test.each(['', '0s', '-1h', '5', '1w', 'soon'])('%j is refused with its option', (text) => {
  expect(() => parseDuration(text, '--window')).toThrow(/--window must be a time/)
})
