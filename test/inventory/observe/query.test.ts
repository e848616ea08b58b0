import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QUERY_PAIRS_MAX, splitQuery } from '../../../inventory/observe/query.ts'

test.each([
  ['', []],
  ['a=1', [['a', '1']]],
  [
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['flag', [['flag', '']]],
  ['a=', [['a', '']]],
  ['a=b=c', [['a', 'b=c']]],
  ['q=a+b%20c', [['q', 'a b c']]],
  [
    'b[]=1&b[0]=2&b[12]=3',
    [
      ['b[]', '1'],
      ['b[]', '2'],
      ['b[]', '3'],
    ],
  ],
  ['filter[state]=open', [['filter[state]', 'open']]],
  ['text=one%0D%0Atwo', [['text', 'one\r\ntwo']]],
  ['caf%C3%A9=%F0%9F%98%80', [['café', '😀']]],
])('%j', (query, pairs) => expect(splitQuery(query).map(({ name, value }) => [name, value])).toEqual(pairs))

test.each(['&', '&&', '=1', '=', '%00=1', '%ff=1', 'a=%ff', 'a=\u00e9', `${'n'.repeat(129)}=1`])('%j is no pair', (query) =>
  expect(splitQuery(query)).toEqual([]),
)

test('a broken pair costs itself only', () => {
  expect(splitQuery('a=1&b=%ff&c=3').map(({ name }) => name)).toEqual(['a', 'c'])
})

test('pairs without end have one', () => {
  expect(splitQuery('a=1&'.repeat(10_000)).length).toBe(QUERY_PAIRS_MAX)
})

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cc}|\[\d*\]/u.test(text))
test('what URLSearchParams writes is read as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' }))), (pairs) => {
      const read = splitQuery(new URLSearchParams(pairs).toString())
      expect(read.map(({ name, value }) => [name, value])).toEqual(pairs)
    }),
  )
})

test('what is read at all is read as URLSearchParams reads it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab=&+%20ef[]3C3A9;\t') }), (query) => {
      const reference = [...new URLSearchParams(query)].map(([name, value]) => `${name.replace(/\[\d*\]/g, '[]')}=${value}`)
      for (const { name, value } of splitQuery(query)) expect(reference).toContain(`${name}=${value}`)
    }),
    { numRuns: 1000 },
  )
})
