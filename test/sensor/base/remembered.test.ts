import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembered } from '../../../sensor/base/remembered.ts'

test('answers are those of the function, however often it is asked and however little it may remember', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), fc.integer({ min: 1, max: 4 }), (texts, most) => {
      const make = (text: string) => `${text}!`
      const quick = remembered(most, make)
      for (const text of texts) expect(quick(text)).toBe(make(text))
    }),
  )
})

test('what is remembered is not worked out again, and not more than the bound', () => {
  const asked: string[] = []
  const quick = remembered(2, (text) => asked.push(text))
  for (const text of ['a', 'a', 'b', 'a', 'c', 'a']) quick(text)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})
