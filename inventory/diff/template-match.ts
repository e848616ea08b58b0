import type { Operation } from '../model.ts'

/**
 * `wide` is a template that takes in `narrow`: the same method, and each word of `narrow` equal or under a parameter. How evidence
 * turns words into a parameter, not how APIs change.
 */
export function covers(wide: Operation, narrow: Operation): boolean {
  if (wide === narrow || wide.method !== narrow.method || wide.segments.length !== narrow.segments.length) return false
  let isWider = false
  for (const [index, segment] of wide.segments.entries()) {
    const other = narrow.segments[index]
    if (other === undefined) return false
    if (segment.kind === 'literal') {
      if (other.kind !== 'literal' || other.text !== segment.text) return false
    } else if (other.kind === 'literal') {
      if (!fits(segment, other.text)) return false
      isWider = true
    } else if (other.prefix !== segment.prefix || other.suffix !== segment.suffix) return false
  }
  return isWider
}

const fits = ({ prefix, suffix }: { prefix: string; suffix: string }, text: string): boolean =>
  text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix)
