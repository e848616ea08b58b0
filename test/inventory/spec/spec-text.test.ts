import { expect, test } from 'vitest'
import { readSpecText } from '../../../inventory/spec/spec-text.ts'

test('the line of a key, of an item, of the nearest thing above what is not there', () => {
  for (const text of ['a:\n  b:\n    - 1\n    - c: 2\n', '{\n"a": {"b": [\n1,\n{"c": 2}]}}']) {
    const file = readSpecText(text, 'x')
    expect(file.value).toEqual({ a: { b: [1, { c: 2 }] } })
    expect(file.line(['a', 'b', 1, 'c'])).toBe(4)
    expect(file.line(['a', 'b', 7])).toBe(2)
    expect(file.line([])).toBe(1)
  }
})
