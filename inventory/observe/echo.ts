// A resource tells its own id: the value of a path segment that stands in the response body is a value, and the property it stands under
// gives it a name.

import { KEY } from './body/key-table.ts'
import { ROW, type Tape } from './body/tape.ts'
import type { PathSegment } from './observation.ts'

/** Further down a body speaks of other things. */
const ROWS_MAX = 512
const LENGTH_MIN = 2

/** Sets `echo` of each segment that is found; `texts` are their values (segment-reader.ts). */
export function findEchoes(segments: readonly PathSegment[], texts: readonly string[], tape: Tape): void {
  const rows = Math.min(tape.rows, ROWS_MAX)
  for (const [index, segment] of segments.entries()) {
    const isInteger = segment.class === 'integer'
    if (segment.scalar.length < LENGTH_MIN && !isInteger) continue
    const number = isInteger ? Number(texts[index]) : Number.NaN
    segment.echo = echoOf(segment.hash, Number.isSafeInteger(number) ? number : Number.NaN, tape, rows)
    if (segment.echo === '' && segment.inner) segment.echo = echoOf(segment.inner.scalar.hash, Number.NaN, tape, rows)
  }
}

function echoOf(hash: number, number: number, tape: Tape, rows: number): string {
  for (let row = 0; row < rows; row++) {
    const kind = tape.kind[row]
    if (kind === ROW.string ? tape.real[row] !== hash : kind !== ROW.number || tape.real[row] !== number) continue
    const key = tape.key[row] as number
    if (key >= 0 && ((tape.keys.flags[key] as number) & KEY.value) === 0) return tape.keys.names[key] as string
  }
  return ''
}
