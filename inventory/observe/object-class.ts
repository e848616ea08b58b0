// Which object a path names, as far as it may be kept: one of 256 classes. Consecutive numbers fall into consecutive classes, so that
// whoever walks through ids leaves one unbroken row of them; whoever fetches here and there leaves gaps. No id can be told from it.

import { hash53 } from './hash.ts'
import type { PathSegment, SegmentClass } from './observation.ts'

export const OBJECT_CLASSES = 256
/** 10^8 is a multiple of 256. */
const DIGITS = 8
const IDS: ReadonlySet<SegmentClass> = new Set<SegmentClass>(['integer', 'uuid', 'hex', 'random', 'key', 'prefixed-id', 'number', 'email'])
const bytes = new Uint8Array(8)
const view = new DataView(bytes.buffer)

/** Of the last id in the path; -1 where there is none. `texts` are their values (segment-reader.ts). */
export function objectClassOf(texts: readonly string[], segments: readonly PathSegment[]): number {
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i] as PathSegment
    if (segment.class === 'integer') return Number((texts[i] as string).slice(-DIGITS)) % OBJECT_CLASSES
    if (!IDS.has(segment.class)) continue
    view.setFloat64(0, segment.hash)
    return hash53(bytes, 0, 8) % OBJECT_CLASSES
  }
  return -1
}
