import { expect, test } from 'vitest'
import { oneKey, readTemplateSegment } from '../../../inventory/template/template-text.ts'

const parameter = (prefix: string, name: string, suffix: string) => ({ kind: 'parameter', name, prefix, suffix, reasons: [] })

test.each([
  ['users', { kind: 'literal', text: 'users' }],
  ['{id}', parameter('', 'id', '')],
  ['{Sid}.json', parameter('', 'Sid', '.json')],
  ['{name}:cancel', parameter('', 'name', ':cancel')],
  ['thumbnail.{extension}', parameter('thumbnail.', 'extension', '')],
  ['Orders({id})', parameter('Orders(', 'id', ')')],
  ["Users('{user-id}')", parameter('Users(', 'user-id', ')')],
  ['{base}...{head}', parameter('', 'base', '')],
])('%s', (text, expected) => {
  expect(readTemplateSegment(text)).toEqual(expected)
})

test('a key is one parameter, whatever it consists of', () => {
  expect(oneKey("Orders(Id={id},Line='{line}')")).toBe('Orders({id})')
  expect(oneKey('Orders({id})')).toBe('Orders({id})')
  expect(oneKey('Top()')).toBe('Top()')
})
