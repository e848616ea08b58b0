// Operations -> paths. Names of parameters never take part in identity, but one OpenAPI path has one set of names: those of its busiest operation.

import { type Operation, renderTemplate, type TemplateSegment } from '../../model.ts'
import { compareText, type OperationPlace } from '../sorted-operations.ts'
import { uniqueName } from './names.ts'

export interface PathOperation extends OperationPlace {
  /** Name of each parameter in the document, by position among the segments; null at literals. */
  readonly names: readonly (string | null)[]
}

export interface Path {
  /** As it stands in the document. */
  readonly path: string
  readonly operations: readonly PathOperation[]
}

/** One path for each template, in order; its operations by method. */
export function pathsOf(places: readonly OperationPlace[]): Path[] {
  const groups = new Map<string, OperationPlace[]>()
  for (const place of places) {
    const erased = renderTemplate(place.operation.segments, () => '')
    const group = groups.get(erased)
    if (group === undefined) groups.set(erased, [place])
    else group.push(place)
  }
  return [...groups.values()].map(pathOf).sort((a, b) => compareText(a.path, b.path))
}

function pathOf(places: readonly OperationPlace[]): Path {
  const busiest = [...places].sort(
    (a, b) => b.operation.seen.n - a.operation.seen.n || compareText(a.operation.method, b.operation.method),
  )[0] as OperationPlace
  const names = parameterNames(busiest.operation)
  const operations = [...places].sort((a, b) => compareText(a.operation.method, b.operation.method)).map((place) => ({ ...place, names }))
  return { path: pathText(busiest.operation.segments, names), operations }
}

/** A path may not have the same name twice. */
function parameterNames(operation: Operation): (string | null)[] {
  const taken = new Set<string>()
  return operation.segments.map((segment) =>
    segment.kind === 'literal' ? null : uniqueName(segment.name.replace(/[{}/?#\s]/g, '_') || 'parameter', taken),
  )
}

function pathText(segments: readonly TemplateSegment[], names: readonly (string | null)[]): string {
  if (segments.length === 0) return '/'
  return segments
    .map((segment, index) =>
      segment.kind === 'literal' ? `/${encode(segment.text)}` : `/${encode(segment.prefix)}{${names[index]}}${encode(segment.suffix)}`,
    )
    .join('')
}

/** RFC 3986 pchar; braces of the text itself must not look like a parameter. Half a surrogate pair has no encoding. */
function encode(text: string): string {
  const whole = text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
  return encodeURIComponent(whole).replace(/%(3A|40|24|26|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code))
}
