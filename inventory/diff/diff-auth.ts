import type { Operation } from '../model.ts'
import { chanceOfOneSide, GONE_BELOW, NEW_BELOW } from './chance.ts'
import type { ChangeList, ChangePlace } from './change-list.ts'

interface Pair {
  readonly list: ChangeList
  readonly at: ChangePlace
  readonly base: Operation
  readonly head: Operation
}

/** How requests authenticate, by what was accepted. */
export function diffAuth({ list, at, base, head }: Pair): void {
  const [before, now] = [accepted(base), accepted(head)]
  const [n, m] = [sum(before), sum(now)]
  if (n === 0 || m === 0) return
  const refusedBare = refused(head, 'none')
  const bare = before.get('none') ?? 0
  if (bare > 0 && !now.has('none') && (refusedBare > 0 || chanceOfOneSide(bare, n, m) < GONE_BELOW))
    list.add('auth-became-required', at, {
      place: 'auth',
      text: 'requests without credentials are not accepted any more',
      before: 'none',
      after: names(now),
    })
  if (!before.has('none') && now.has('none'))
    list.add('auth-became-optional', at, {
      place: 'auth',
      text: `requests without credentials are accepted now (${now.get('none')} of ${m})`,
      before: names(before),
      after: names(now),
      chance: refused(base, 'none') > 0 ? 0 : Math.min(NEW_BELOW, chanceOfOneSide(now.get('none') ?? 0, m, n)),
    })
  for (const [scheme, times] of before)
    if (scheme !== 'none' && !now.has(scheme) && chanceOfOneSide(times, n, m) < GONE_BELOW)
      list.add('auth-scheme-removed', at, { place: 'auth', text: `${scheme} is not used any more`, before: scheme })
  for (const [scheme, times] of now)
    if (scheme !== 'none' && !before.has(scheme))
      list.add('auth-scheme-added', at, { place: 'auth', text: `${scheme} is accepted now (${times} of ${m})`, after: scheme })
}

const accepted = (operation: Operation): Map<string, number> =>
  new Map([...operation.auth.values()].filter(({ succeeded }) => succeeded > 0).map(({ scheme, succeeded }) => [scheme, succeeded]))

const refused = (operation: Operation, scheme: string): number => {
  const evidence = [...operation.auth.values()].find((one) => one.scheme === scheme)
  return evidence === undefined ? 0 : evidence.n - evidence.succeeded
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)
const names = (counts: ReadonlyMap<string, number>): string => [...counts.keys()].sort().join(', ')
