import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pending } from '../../../inventory/learn/pending.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { observe } from './build-observation.ts'

const limits = { ...DEFAULT_LIMITS, pendingPaths: 5 }
const words = fc.array(
  fc.integer({ min: 0, max: 30 }).map((n) => `word${'abcdefghij'[n % 10]}${'abc'[n % 3]}`),
  { maxLength: 80 },
)

function pendingOf(list: readonly string[]): Pending {
  const pending = new Pending(limits)
  for (const word of list) pending.add(observe(`GET /${word}`, { status: 404 }), 'GET', 'refused')
  return pending
}
/** `b` goes through its encoded form. */
function mergedOf(a: readonly string[], b: readonly string[]): Pending {
  const left = pendingOf(a)
  const right = new Pending(limits)
  right.decode(pendingOf(b).encode())
  left.merge(right)
  return left
}

const counts = (pending: Pending): unknown =>
  pending
    .list()
    .map((path) => [path.tokens[0]?.text, path.evidence.get('refused')?.seen.n])
    .sort()

test('the same paths wait with full counts, whatever the order', () => {
  fc.assert(
    fc.property(words, (list) => {
      expect(counts(pendingOf([...list].reverse()))).toEqual(counts(pendingOf(list)))
      expect(pendingOf(list).list().length).toBe(Math.min(5, new Set(list).size))
    }),
  )
})

test('parts add up, also through their encoded form', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const left = mergedOf(a, b)
      expect(counts(left)).toEqual(counts(pendingOf([...a, ...b])))
    }),
  )
})

test('what is dropped is counted, and nothing else, also in parts', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const left = mergedOf(a, b)
      const kept = left.list().reduce((sum, { evidence }) => sum + (evidence.get('refused')?.seen.n ?? 0), 0)
      expect(left.dropped).toBe(a.length + b.length - kept)
    }),
  )
})

test('values are not told apart', () => {
  const pending = new Pending(limits)
  for (const id of ['12345', '67890']) pending.add(observe(`GET /users/${id}`, { status: 404 }), 'GET', 'refused')
  expect(pending.list()).toHaveLength(1)
})
