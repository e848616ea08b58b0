// Versions side by side.

import { type Operation, renderTemplate, type Service } from '../model.ts'
import type { StateVerdict } from './verdict.ts'

const VERSION = /^v(\d{1,3})$/i

/** Advice: a newer version with the same rest of the path is in use. */
export function judgeSuperseded(service: Service, operation: Operation): StateVerdict | null {
  const at = operation.segments.findIndex((segment) => segment.kind === 'literal' && VERSION.test(segment.text))
  if (at < 0 || operation.tier !== 'confirmed') return null
  const version = versionAt(operation, at)
  for (const other of service.operations.values()) {
    if (
      other.method !== operation.method ||
      other.tier !== 'confirmed' ||
      other.segments.length !== operation.segments.length ||
      versionAt(other, at) <= version
    )
      continue
    if (!other.segments.every((segment, i) => i === at || sameSegment(segment, operation.segments[i]!))) continue
    const { n, firstUs, lastUs } = other.seen
    return {
      state: 'superseded',
      kind: null,
      evidence: [{ text: `${other.method} ${renderTemplate(other.segments)} is in use too`, n, firstUs, lastUs }],
    }
  }
  return null
}

const sameSegment = (a: Operation['segments'][number], b: Operation['segments'][number]): boolean =>
  a.kind === 'literal'
    ? b.kind === 'literal' && a.text === b.text
    : b.kind === 'parameter' && a.prefix === b.prefix && a.suffix === b.suffix

function versionAt(operation: Operation, at: number): number {
  const segment = operation.segments[at]!
  return segment.kind === 'literal' ? Number(VERSION.exec(segment.text)?.[1] ?? -1) : -1
}
