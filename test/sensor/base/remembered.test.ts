import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembered, rememberedInPlace } from '../../../sensor/base/remembered.ts'

test('answers are those of the function, however often it is asked and however little it may remember', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), fc.integer({ min: 1, max: 4 }), (texts, most) => {
      const make = (text: string) => `${text}!`
      for (const quick of [remembered(most, make), rememberedInPlace(2, make)])
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

test('ids that never come again do not push out a word that does', () => {
  let made = 0
  const quick = rememberedInPlace(8192, (text) => {
    if (text === 'users') made++
    return text
  })
  for (let id = 0; id < 20_000; id++) {
    quick(String(1_000_000 + id * 7))
    quick('users')
  }
  expect(made).toBeLessThan(20)
})

test('ids that count up, or differ in one place only, have places of their own', () => {
  for (const ids of [
    Array.from({ length: 1000 }, (_, i) => String(5000 + i)),
    Array.from({ length: 1000 }, (_, i) => `${i.toString(16).padStart(8, '0')}-6f1c-4b8a-9d2e-000000000000`),
  ]) {
    let made = 0
    const quick = rememberedInPlace(8192, () => ++made)
    for (let round = 0; round < 2; round++) for (const id of ids) quick(id)
    expect(made).toBeLessThan(1300)
  }
})
