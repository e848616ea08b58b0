// No message makes the rules slow: what the real doors hand to all expressions together grows as their input does, at every place of a
// message and with texts made for the rules. Characters are counted, not seconds; test/bench/rules.ts takes the time.

import { describe, expect, test } from 'vitest'
import { AiObserver, Observer } from '../inventory/index.ts'
import { detectText } from '../inventory/observe/detect-text.ts'
import { DETECTORS, detectValue } from '../inventory/observe/detectors/index.ts'
import { HOSTILE_TEXTS, HTTP_PLACES, RPC_PLACES } from './support/hostile-values.ts'
import { charactersMatched } from './support/regex-work.ts'

/** Twice the text, at most so many times the work. */
const GROWTH_MAX = 2.2
/** So many characters for each of the input are no matter, however they grow: names of keys are looked at by each rule about names. */
const FLOOR = 40

const LENGTHS = [1 << 13, 1 << 14]
const LONGEST = [1 << 19, 1 << 20]

/** The growth with each doubling, where there is more than the floor. */
function growths(lengths: readonly number[], work: (length: number) => number): number[] {
  let before = 0
  return lengths.flatMap((length) => {
    const now = work(length)
    const growth = before === 0 || now <= length * FLOOR ? 0 : now / before
    before = now
    return growth > GROWTH_MAX ? [growth] : []
  })
}

describe('a detector', () => {
  const lengths = DETECTORS.reduce((most, { maxLength }) => Math.max(most, maxLength), 0)

  test.each(HOSTILE_TEXTS)('looks at %j in proportion to its length', (_, text) => {
    const work = (length: number) => charactersMatched(() => detectText(text(length), detectValue))
    expect(growths([64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536], work)).toEqual([])
    expect(work(lengths + 1)).toBe(0)
  })
})

describe('the observer', () => {
  test.each(HTTP_PLACES)('is given the hostile texts as %s', (_, exchange) => {
    for (const [name, text] of HOSTILE_TEXTS) {
      const work = (length: number) => charactersMatched(() => void new Observer().observe(exchange(text(length))))
      expect(growths(LENGTHS, work), name).toEqual([])
    }
  })

  test.each(HTTP_PLACES)('is given a mebibyte as %s', (_, exchange) => {
    const [, text] = HOSTILE_TEXTS[0]!
    expect(growths(LONGEST, (length) => charactersMatched(() => void new Observer().observe(exchange(text(length)))))).toEqual([])
  })
})

describe('the observer of AI', () => {
  test.each(RPC_PLACES)('is given the hostile texts as %s', (_, exchange) => {
    for (const [name, text] of HOSTILE_TEXTS) {
      const work = (length: number) =>
        charactersMatched(() => {
          const observer = new AiObserver()
          observer.observe(exchange(text(length)))
          observer.inventory()
        })
      expect(growths(LENGTHS, work), name).toEqual([])
    }
  })
})

describe('the measure itself', () => {
  test('counts what expressions walk through', () => {
    expect(charactersMatched(() => void /b/.test('aaaa'))).toBe(4)
    expect(charactersMatched(() => void 'aaba'.search(/b/))).toBe(4)
    expect(charactersMatched(() => void 'a-b-c'.split(/-/))).toBe(5)
    expect(charactersMatched(() => void 'a-b-c'.replace(/-/g, () => ''))).toBe(5)
    expect(charactersMatched(() => void [...'a-b-c'.matchAll(/-/g)])).toBe(5)
  })

  test('shows what is looked at again and again', () => {
    const again = (length: number) =>
      charactersMatched(() => {
        for (let text = 'x'.repeat(length); text !== ''; text = text.slice(64)) /y/.test(text)
      })
    expect(growths(LENGTHS, again)).not.toEqual([])
  })
})
