import { expect, test } from 'vitest'
import { Section } from '../../cli/section.ts'
import { parseSettings } from '../../cli/settings-file.ts'
import { userTypesOf } from '../../cli/type-settings.ts'

const read = (yaml: string) => userTypesOf(Section.of(parseSettings(`types:\n${yaml}`, 'e.yaml'), 'types'))

test('a type with a pattern, and one by name alone', () => {
  const types = read(`
  - { id: employee_number, pattern: 'E-\\d{6}', validator: luhn, names: [personal number], severity: high, categories: [HR], regulations: [GDPR] }
  - { id: shoe_size, names: [shoe size, schuhgrosse] }
`)
  expect(types).toMatchObject([
    { id: 'employee_number', title: 'employee number', severity: 'high', detect: 'value-or-name', validator: 'luhn', randomShare: 0.0001 },
    { id: 'shoe_size', severity: 'medium', detect: 'name', pattern: null },
  ])
  expect(read('')).toEqual([])
})

test.each([
  ['  - { id: A-1, names: [a] }', /e\.yaml line 2: types\[0\]\.id must be words/],
  ['  - { id: iban, names: [a] }', /"iban" is there already/],
  ['  - { id: a }', /needs a pattern or names/],
  ['  - { id: a, names: [a], validator: luhn }', /validator needs a pattern/],
  ['  - { id: a, pattern: "a(" }', /pattern cannot be used: missing/],
  ['  - id: a\n    pattern: "(?<=a)b"', /line 3: types\[0\]\.pattern cannot be used/],
  ['  - { id: a, pattern: a, validator: sum }', /validator must be one of luhn/],
  ['  - { id: a, pattern: a, randomShare: 2 }', /randomShare must be a number/],
])('%s is told with line and reason', (yaml, message) => {
  expect(() => read(yaml)).toThrow(message)
})
