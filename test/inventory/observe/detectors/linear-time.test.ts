// Whoever sends values chooses them: no detector, and nothing else that looks at a value, may take more than linear time.

import { expect, it } from 'vitest'
import { productOf } from '../../../../inventory/observe/consumers.ts'
import { readSetCookie } from '../../../../inventory/observe/cookies.ts'
import { detectText } from '../../../../inventory/observe/detect-text.ts'
import { DETECTORS, detectValue } from '../../../../inventory/observe/detectors/index.ts'
import { exposedPath } from '../../../../inventory/observe/exposed-path.ts'
import { jwtFacts } from '../../../../inventory/observe/jwt.ts'
import { traceIn } from '../../../../inventory/observe/stack-trace.ts'
import { rawMessage } from '../../../support/raw-exchange.ts'

const MIB = 1 << 20
/** What makes patterns go back: runs, almost-matches, nested separators. */
const SEEDS = [
  'a',
  '0',
  ' ',
  '-',
  '.',
  '@',
  'a.',
  'a@',
  '0-',
  '0 ',
  '.a-',
  'A1',
  'eyJ',
  'eyJhbGciOi.',
  '-----BEGIN ',
  'ghp_',
  'AKIA',
  'sk-',
  'xox',
  'at a(',
  'at a.b(c.java:1',
  '.rb:1:in `',
  ' in x:line ',
  '#0 ',
  'postgres://a:',
  'http://a:b@',
  '1234 ',
  '4111111111111111 ',
  'DE89 ',
  '+49 ',
  '<',
  ';B',
  '%B4111^',
  '=\n',
  '/.env/',
  '(((',
  '\\',
  'a=b;',
  '\u00e4',
]
const text = (seed: string, length: number): string => seed.repeat(Math.ceil(length / seed.length)).slice(0, length)

const READERS: Record<string, (value: string) => unknown> = {
  'all detectors through their door': (value) => detectText(value, detectValue),
  'a token': (value) => jwtFacts(`eyJ${value}.${value}.`, () => []),
  'a path': (value) => exposedPath(value.split('/')),
  'a cookie': (value) => readSetCookie(value),
  'a product': (value) => [productOf(value), productOf(`Mozilla/5.0 ${value}`)],
  'a stack trace': (value) => traceIn(rawMessage('response', `HTTP/1.1 500 X\n\n${value}`)),
}

/** Milliseconds of this process: what others do on the machine does not count. */
function once(read: () => unknown): number {
  const before = process.cpuUsage()
  read()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The best of several: collecting garbage only ever adds. */
const best = (read: () => unknown): number => Math.min(...Array.from({ length: 5 }, () => once(read)))

/** Where it takes next to no time there is nothing to compare: quadratic work over a mebibyte takes minutes. */
function expectLinear(name: string, whole: () => unknown, quarter: () => unknown, leastMs: number): void {
  if (once(whole) < leastMs) return
  // Linear is four times as much, quadratic sixteen.
  expect(best(whole) / Math.max(1, best(quarter)), name).toBeLessThan(8)
}

it.each(Object.keys(READERS))('%s: four times the input costs about four times the time', (name) => {
  const read = READERS[name]!
  for (const seed of SEEDS) {
    const [whole, quarter] = [text(seed, MIB), text(seed, MIB / 4)]
    expectLinear(
      JSON.stringify(seed),
      () => read(whole),
      () => read(quarter),
      40,
    )
  }
})

it('each detector by itself, on the longest values that it is shown', () => {
  for (const { type, maxLength, test } of DETECTORS) {
    const length = Math.min(maxLength, 65_536)
    for (const seed of SEEDS) {
      const candidate = (bytes: number) => {
        const value = text(seed, bytes)
        const compact = value.replace(/[ \-./]/g, '').toUpperCase()
        return { text: value, compact, digits: /^\d+$/.test(compact) ? compact : '' }
      }
      const [whole, quarter] = [candidate(length), candidate(Math.ceil(length / 4))]
      expectLinear(
        `${type} on ${JSON.stringify(seed)}`,
        () => test(whole),
        () => test(quarter),
        5,
      )
    }
  }
})
