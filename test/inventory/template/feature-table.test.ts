import { expect, test } from 'vitest'
import { directionOf, FEATURE_COUNT, FEATURE_IDS, FEATURES } from '../../../inventory/template/feature-table.ts'

test('a feature that reads as a reason for one side only may only speak for that side', () => {
  expect(directionOf('echo')).toBe(1)
  expect(directionOf('inLexicon')).toBe(-1)
  expect(directionOf('bias')).toBe(0)
})

test('reasons are for people: sentences without a full stop, in small letters', () => {
  expect(FEATURE_IDS).toHaveLength(FEATURE_COUNT)
  for (const texts of Object.values(FEATURES)) for (const text of texts) expect(text).toMatch(/^(?:|[a-z].*[^.])$/)
})
