import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { yamlText } from '../../../../inventory/export/openapi/yaml-text.ts'

const text = (value: unknown): string => [...yamlText(value)].join('')

test('whatever JSON can hold comes back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parse(text(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('words and numbers that YAML readers of any age take for something else are quoted', () => {
  const words = [
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'null',
    '~',
    'true',
    '1',
    '1.0',
    '-1',
    '0x1F',
    '.5',
    '1e3',
    '1:30',
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
    '2020-01-01',
    '.inf',
    'NaN',
    '*a',
    '&a',
    '!a',
    '@a',
    '`a',
    '%a',
    "'",
    '"',
    'a\nb',
    '{a}',
    '[a]',
    '=',
    '<<',
  ]
  for (const word of words) {
    expect(text({ [word]: word })).toContain(`: "`)
    expect(parse(text({ [word]: word }), { version: '1.1' })).toEqual({ [word]: word })
    expect(parse(text({ [word]: word }))).toEqual({ [word]: word })
  }
})

test('plain words stay plain', () => {
  expect(text({ paths: { '/users/{userId}': { tags: ['users'] } }, $ref: '#/a', empty: [], none: {} })).toBe(
    'paths:\n  /users/{userId}:\n    tags:\n      - users\n$ref: "#/a"\nempty: []\nnone: {}\n',
  )
})
