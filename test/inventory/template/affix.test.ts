import fc from 'fast-check'
import { expect, test } from 'vitest'
import { affixAround, affixKey, affixKind, isValueStem, NO_AFFIX, splitSegment, stemOf } from '../../../inventory/template/affix.ts'

const split = (text: string, last = true): string | null => {
  const found = splitSegment(text, last)
  return found && `${found.kind} ${affixKey(found)} ${found.stem}`
}

test.each([
  ['42.json', 'format {}.json 42'],
  ['AC5ef8732a3c49700934481addd5ce1659.json', 'format {}.json AC5ef8732a3c49700934481addd5ce1659'],
  ['users.json', 'format {}.json users'],
  ['2024-05.report.xml', 'format {}.xml 2024-05.report'],
  ['thumbnail.png', 'format {}.png thumbnail'],
  ['123:cancel', 'verb {}:cancel 123'],
  ['messages:batchDelete', 'verb {}:batchDelete messages'],
  ['Orders(5)', 'key Orders({}) 5'],
  ['Orders(-5)', 'key Orders({}) -5'],
  ["Users('ann')", 'key Users({}) ann'],
  ["Users('O''Neil')", "key Users({}) O'Neil"],
  ['Orders(Id=5,Line=2)', 'key Orders({}) Id=5,Line=2'],
  ["Trips(name='a,b',n=2)", "key Trips({}) name='a,b',n=2"],
  ['Files(0b2f38b6-0d1c-4a55-9d5a-7c2b1a2f0001)', 'key Files({}) 0b2f38b6-0d1c-4a55-9d5a-7c2b1a2f0001'],
  ['api.Orders(5)', 'key api.Orders({}) 5'],
])('%s has a part that may be a parameter', (text, expected) => {
  expect(split(text)).toBe(expected)
})

test.each([
  'users',
  'example.com',
  'k8s.io',
  'v1.2',
  '.json',
  ':cancel',
  '12:30',
  'a:b:c',
  'urn:isbn:7',
  'Mercury_(planet)',
  'Orders()',
  "Users('')",
  'f(g(5))',
  'photo (2)',
  '',
])('%s is whole', (text) => {
  expect(split(text)).toBeNull()
})

test('formats and verbs stand at the end of a path, keys anywhere', () => {
  expect(split('42.json', false)).toBeNull()
  expect(split('42:cancel', false)).toBeNull()
  expect(split('Orders(5)', false)).toBe('key Orders({}) 5')
})

test('what was split fits together again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{1,20}$/), fc.constantFrom('.json', '.xml', ':cancel', ':batchDelete'), (stem, suffix) => {
      const found = splitSegment(stem + suffix, true)
      expect(found).toMatchObject({ stem, prefix: '', suffix })
      expect(found && stemOf(stem + suffix, found)).toBe(stem)
    }),
  )
})

test('a text that does not fit has no stem', () => {
  expect(stemOf('users.xml', { prefix: '', suffix: '.json' })).toBe('')
  expect(stemOf('.json', { prefix: '', suffix: '.json' })).toBe('')
  expect(stemOf('report-7', { prefix: 'report-', suffix: '' })).toBe('7')
})

test('an affix tells its kind', () => {
  expect(affixKind({ prefix: '', suffix: '.json' })).toBe('format')
  expect(affixKind({ prefix: '', suffix: ':cancel' })).toBe('verb')
  expect(affixKind({ prefix: 'Orders(', suffix: ')' })).toBe('key')
  expect(affixAround(NO_AFFIX)).toBeNull()
  expect(affixAround({ prefix: 'a', suffix: '' })).toEqual({ prefix: 'a', suffix: '' })
})

test('a key is a value whatever it looks like', () => {
  expect(isValueStem({ kind: 'key', prefix: 'Users(', suffix: ')', stem: 'ann' }, 'word')).toBe(true)
  expect(isValueStem({ kind: 'format', prefix: '', suffix: '.json', stem: 'ann' }, 'word')).toBe(false)
  expect(isValueStem({ kind: 'format', prefix: '', suffix: '.json', stem: '7' }, 'integer')).toBe(true)
})
