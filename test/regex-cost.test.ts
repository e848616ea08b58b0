// No value makes a rule slow: every regular expression of the sources, on texts that are made for it, takes steps in proportion to the
// length of the text. Steps are counted by an engine of our own, so that no busy machine fails the test.

import { describe, expect, test } from 'vitest'
import { adversarialTexts } from './support/adversarial-texts.ts'
import { literalsIn, type RegexLiteral, regexLiterals } from './support/regex-literals.ts'
import { stepCounter } from './support/regex-steps.ts'
import { parseRegex } from './support/regex-tree.ts'

const LENGTH = 256
/** Beyond every counted repeat: what is bounded by one levels off before. */
const LENGTH_MAX = 16_384
const STEPS_MAX = 2_000_000
/** Twice the text, at most so many times the steps. */
const GROWTH_MAX = 2.2
/** So few steps for each character are no matter, however they grow. */
const FLOOR = 12

/** The text that takes more than its share, if there is one. */
function superlinear({ source, flags }: Pick<RegexLiteral, 'source' | 'flags'>): { text: string; growth: number } | null {
  const tree = parseRegex(source, flags)
  const steps = stepCounter(tree, flags)
  for (const text of adversarialTexts(tree)) {
    let growth = 0
    let before = steps(text(LENGTH), STEPS_MAX)
    for (let length = LENGTH * 2; length <= LENGTH_MAX; length *= 2) {
      const now = steps(text(length), STEPS_MAX)
      growth = now <= length * FLOOR ? 0 : now / before
      before = now
      if (growth <= GROWTH_MAX) break
    }
    // beyond the limit twice: Infinity / Infinity
    if (growth > GROWTH_MAX || Number.isNaN(growth)) return { text: text(40), growth }
  }
  return null
}

/** What the engine cannot read counts as slow, too: nothing is known of it. */
function isSlow(literal: RegexLiteral): boolean {
  try {
    return superlinear(literal) !== null
  } catch {
    return true
  }
}

const LITERALS = [...new Map(regexLiterals().map((literal) => [`/${literal.source}/${literal.flags}`, literal])).entries()]

describe('steps in proportion to the text', () => {
  test.each(LITERALS)('%s', (_, literal) => {
    expect({ place: literal.place, slow: isSlow(literal) }).toEqual({ place: literal.place, slow: false })
  })
})

describe('the measure itself', () => {
  test.each(['^(?:a+)+$', 'a+b', '\\s+$', '^(?:a|a)*b', '(\\d+)*x', '<[^>]*>', 'a*?b', '(?=[a-z]*\\d)x', '^a:[^/]*:[^/]*@', 'b[ab]*c'])(
    '%s is slow',
    (source) => {
      expect(superlinear({ source, flags: '' })).not.toBeNull()
    },
  )

  test.each(['^a+$', '^a+b', 'a{1,20}b', '[^"]', '^(?:[a-z]{1,9}\\.)+x$', '^\\d+(?:\\.\\d+)?$'])('%s is not', (source) => {
    expect(superlinear({ source, flags: '' })).toBeNull()
  })

  test('finds the expressions of a source, and nothing in its texts and comments', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source, as text
    const text = "#!/usr/bin/x\n// /no/\n/* /no/ */ const a = b / c / 2, d = '/no/g', e = /[/]x/g\nf(`${/y\\//}/no/`)\nreturn /z/u"
    expect(literalsIn(text)).toEqual([
      { line: 3, source: '[/]x', flags: 'g' },
      { line: 4, source: 'y\\/', flags: '' },
      { line: 5, source: 'z', flags: 'u' },
    ])
  })
})
