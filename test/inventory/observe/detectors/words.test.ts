import { expect, it } from 'vitest'
import { typesOfWord, WORD_LENGTH_MAX, WORD_TYPES } from '../../../../inventory/observe/detectors/words.ts'

it('knows words in several languages, and leaves out those that mean something else as often', () => {
  expect(typesOfWord('Protestant')).toContain('religion')
  expect(typesOfWord('weiblich')).toEqual(['gender'])
  expect(typesOfWord('AB+')).toEqual(['blood_type'])
  for (const word of ['unknown', 'single', 'green', 'm', 'none', 'mixed', 'active', '__proto__', 'constructor'])
    expect(typesOfWord(word), word).toBeUndefined()
  expect(WORD_LENGTH_MAX).toBeGreaterThan(40)
  expect(WORD_TYPES).toContain('nationality')
})
