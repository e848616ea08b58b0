import { expect, test } from 'vitest'
import { styleOf } from '../../cli/style.ts'

test('colours on a terminal only, and not where NO_COLOR is set', () => {
  expect(styleOf(true, {}).red('x')).toBe('\u001b[31mx\u001b[39m')
  for (const style of [styleOf(false, {}), styleOf(true, { NO_COLOR: '1' }), styleOf(true, { TERM: 'dumb' })])
    expect(style.red('x')).toBe('x')
})
