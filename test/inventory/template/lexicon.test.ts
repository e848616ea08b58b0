import { expect, test } from 'vitest'
import { Lexicon } from '../../../inventory/template/lexicon.ts'

const lexicon = new Lexicon({ words: { user: 4, settings: 7 }, priors: { user: 1.5 }, prior: -0.5 })

test('case does not matter', () => expect(lexicon.count('Settings')).toBe(7))
test('unknown words count nothing and have the common prior', () => {
  expect(lexicon.count('xyzzy')).toBe(0)
  expect(lexicon.prior('xyzzy')).toBe(-0.5)
  expect(lexicon.prior('user')).toBe(1.5)
})
test('compounds are known by their parts', () => {
  for (const word of ['userSettings', 'user-settings', 'user_settings', 'User.Settings']) expect(lexicon.knownParts(word)).toBe(1)
  expect(lexicon.knownParts('user-xyzzy')).toBe(0.5)
  expect(lexicon.knownParts('-')).toBe(0)
})
test('names of fields are known by their parts, in singular and plural', () => {
  const fields = new Lexicon({ words: { me: 1 }, priors: {}, prior: 0, fields: { order: 7, category: 3 } })
  expect(fields.fieldParts('orderCategories')).toEqual({ share: 1, rarest: 3 })
  expect(fields.fieldParts('orders_xyzzy')).toEqual({ share: 0.5, rarest: 0 })
  expect(['me', 'orders', 'xyzzy'].map((word) => fields.factsOf(word).isName)).toEqual([true, true, false])
})
test('names of Object.prototype are no words', () => expect(lexicon.count('constructor')).toBe(0))
