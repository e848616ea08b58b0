// Who calls an operation and how they authenticate, as rows for people.

import type { Consumer, Operation } from '../model.ts'

/** Most frequent ones; the database has more. */
const ROWS_MAX = 12

export function authRows({ auth }: Operation): string[] {
  if (auth.size === 0) return []
  const rows = [...auth.values()].sort((a, b) => b.n - a.n || (a.scheme < b.scheme ? -1 : 1))
  return [
    'authentication:',
    ...rows.map(({ scheme, n, succeeded, facts }) => {
      const told = [...facts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([fact, times]) => `${fact} (${times})`)
      return `  ${scheme}: ${succeeded} of ${n} requests succeeded${told.length === 0 ? '' : `; ${told.join(', ')}`}`
    }),
  ]
}

/** By address, by product, and by the subject of key or token (a keyed hash: the same caller has the same everywhere in one file). */
export function callerRows({ consumers, consumersDropped, subjects }: Operation): string[] {
  const callers = [...consumers.values(), ...(subjects?.values() ?? [])].sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
  if (callers.length === 0) return []
  const more = callers.length > ROWS_MAX ? [`  and ${callers.length - ROWS_MAX} more`] : []
  const dropped = consumersDropped > 0 ? [`  and others, ${consumersDropped} times`] : []
  return ['called by:', ...callers.slice(0, ROWS_MAX).map(callerRow), ...more, ...dropped]
}

function callerRow({ key, n, firstUs, lastUs, refused = 0 }: Consumer): string {
  const refusals = refused === 0 ? '' : `, ${refused} times refused`
  return `  ${key.replace(':', ' ')} (${n} times${refusals}, ${time(firstUs)} to ${time(lastUs)})`
}

export const time = (us: number): string => (Number.isFinite(us) ? new Date(us / 1000).toISOString().replace(/\.\d+Z$/, 'Z') : 'unknown')
