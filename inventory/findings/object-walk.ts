// One caller that goes through object ids one after the other, where others fetch a few: what broken object level authorization looks
// like from outside. Whether the objects were its own cannot be seen.

import { isMarked } from '../learn/class-marks.ts'
import type { Consumer, Operation } from '../model.ts'
import { OBJECT_CLASSES } from '../observe/object-class.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

/** So many consecutive ids are no accident. */
const RUN_MIN = 20
/** Others to compare with. */
const OTHERS_MIN = 2
/** Others know at most this share of what the walker saw. */
const OTHERS_SHARE = 0.25
/** A walker takes each object about once. */
const REPEATS = 1.5

export const OBJECT_WALK: Rule = {
  id: 'object-walk',
  kind: 'auth',
  severity: 'medium',
  summary: 'One caller fetched objects by consecutive ids, and was given them, where other callers fetch a few.',
  remedy: 'Check for every object that the caller may see it. Ids that cannot be guessed make walks harder, not allowed.',
  references: ['OWASP API1:2023 Broken Object Level Authorization', 'CWE-639'],
  examples: {
    fires: {
      text: 'orders 1 to 40 for one client, one or two for others',
      calls: [
        { line: 'GET /orders/{n}', times: 40 },
        { line: 'GET /orders/3', client: '10.0.0.21', times: 3 },
        { line: 'GET /orders/17', client: '10.0.0.22', times: 3 },
      ],
    },
    silent: {
      text: 'everybody fetches everything, as caches and gateways do',
      calls: [
        { line: 'GET /orders/{n}', times: 40 },
        { line: 'GET /orders/{n}', client: '10.0.0.21', times: 40 },
        { line: 'GET /orders/{n}', client: '10.0.0.22', times: 40 },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      for (const { key, distinct, run, firstUs, lastUs } of walkersOf(judged.operation)) {
        const evidence = [
          {
            text: `${isSubject(key) ? 'one key or token' : key} was given about ${distinct} different objects, ${run} of them in a row`,
            n: distinct,
            firstUs,
            lastUs,
          },
          { text: 'other callers were given a quarter of that at most' },
        ]
        yield finding(
          OBJECT_WALK,
          { ...placeOf(judged), path: isSubject(key) ? 'subject' : key },
          { confidence: 0.7, evidence, ...timesOf(judged) },
        )
      }
    }
  },
}

/**
 * Hashes of subjects are keyed by the file: a finding that named one would be another in every file. There is one walker at most, and the callers in
 * `earshot explain` show it.
 */
const isSubject = (key: string): boolean => key.startsWith('subject:')

interface Walker {
  key: string
  distinct: number
  run: number
  firstUs: number
  lastUs: number
}

/** Callers by address; by key or token where those are told apart, since many people share one address. */
function walkersOf(operation: Operation): Walker[] {
  const addresses = [...operation.consumers.values()].filter(({ key }) => key.startsWith('address:'))
  const subjects = [...(operation.subjects?.values() ?? [])]
  const callers = subjects.length > OTHERS_MIN ? subjects : addresses
  if (callers.length <= OTHERS_MIN) return []
  const counted = callers.map((caller) => ({ caller, ...shapeOf(caller) })).sort((a, b) => (a.caller.key < b.caller.key ? -1 : 1))
  return counted.flatMap(({ caller, distinct, run }) => {
    const others = counted.filter((other) => other.caller !== caller)
    const repeats = distinct < OBJECT_CLASSES && caller.n > REPEATS * distinct
    if (run < RUN_MIN || repeats || others.some((other) => other.distinct > OTHERS_SHARE * distinct)) return []
    return [{ key: caller.key, distinct, run, firstUs: caller.firstUs, lastUs: caller.lastUs }]
  })
}

/** How many classes of objects, and the longest row of neighbours (the last neighbours the first). */
function shapeOf({ objects }: Consumer): { distinct: number; run: number } {
  if (objects === undefined) return { distinct: 0, run: 0 }
  const has = (i: number): boolean => isMarked(objects, i % OBJECT_CLASSES)
  let distinct = 0
  let run = 0
  let longest = 0
  for (let i = 0; i < OBJECT_CLASSES * 2; i++) {
    if (i < OBJECT_CLASSES && has(i)) distinct++
    run = has(i) ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return { distinct, run: Math.min(longest, OBJECT_CLASSES) }
}
