import { expect, test } from 'vitest'
import { csvLine } from '../../../inventory/export/csv-text.ts'

test('quotes what needs it, and only that', () => {
  expect(csvLine(['a', 1, null, undefined, 'b,c', 'd"e', 'f\ng', ''])).toBe('a,1,,,"b,c","d""e","f\ng",\r\n')
})

test('nothing from traffic becomes a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(csvLine([`${start}cmd`])).toMatch(/^"?'/)
  expect(csvLine([-1])).toBe('-1\r\n')
})
