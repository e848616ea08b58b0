import fc from 'fast-check'
import { expect, test } from 'vitest'
import { code, escapeMarkdown, table } from '../../../inventory/export/markdown.ts'

test('no text opens markup, a link, HTML or a new line', () => {
  expect(escapeMarkdown('[x](y) <b> *a* `c` # |\n---')).toBe('\\[x\\](y) \\<b\\> \\*a\\* \\`c\\` \\# \\| ---')
})

test('what is no markup where it stands reads as it was', () => {
  expect(escapeMarkdown('date_of_birth in $[].born of GET /users/{userId}')).toBe('date_of_birth in $[].born of GET /users/{userId}')
  expect(escapeMarkdown('_so_ [](x) [][y] []: z __a')).toBe('\\_so\\_ \\[\\](x) \\[\\]\\[y\\] \\[\\]: z \\_\\_a')
})

test('a table keeps its columns, whatever stands in its cells', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [, , row = ''] = table(['x', 'y'], [[code(a), escapeMarkdown(b)]]).split('\n')
      expect(row.replace(/\\\\/g, '').replace(/\\\|/g, '').split('|')).toHaveLength(4)
    }),
  )
})

test('backticks inside are fenced by more', () => expect(code('a`b``c')).toBe('```a`b``c```'))
