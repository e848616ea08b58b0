import { expect, test } from 'vitest'
import { parseSettings, readSettings } from '../../cli/settings-file.ts'

test('values and the lines they stand on', () => {
  const settings = parseSettings('db: a.db\nallow:\n  - rule: x\n    reason: y\n', 'e.yaml')
  expect(settings.values['db']).toBe('a.db')
  expect(settings.lineOf(['allow', 0, 'reason'])).toBe(4)
  expect(settings.lineOf(['allow', 0, 'expires'])).toBe(3)
  expect(settings.lineOf(['nothing'])).toBe(1)
})

test.each([
  ['db: [', /e\.yaml line 1/],
  ['db: x\ncolour: red', /e\.yaml line 2: unknown key "colour"/],
  ['- a', /must hold keys/],
])('%s is told with its place', (text, message) => {
  expect(() => parseSettings(text, 'e.yaml')).toThrow(message)
})

test('a file that is not there is an error only if it was asked for', () => {
  expect(readSettings(undefined).values).toEqual({})
  expect(() => readSettings('/nowhere/earshot.yaml')).toThrow(/cannot read/)
})
