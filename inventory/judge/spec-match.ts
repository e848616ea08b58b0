// Which attached descriptions speak for a service, which of their operations an observed one is, and which descriptions are
// versions of each other.

import { type Operation, type Service, type TemplateSegment, withoutNames } from '../model.ts'
import { oneKey } from '../template/template-text.ts'
import type { SpecOperationView, SpecView } from './spec-view.ts'

/** Descriptions of one API in the order they were given: the last is in force. */
export interface SpecLine {
  readonly versions: readonly SpecView[]
}

const SAME_API_SHARE = 0.3

/** Descriptions of one API share a base path, and a title or a good part of their operations. */
export function specLines(specs: readonly SpecView[]): SpecLine[] {
  const lines: SpecView[][] = []
  for (const spec of specs) {
    const line = lines.find((versions) => versions.some((other) => areVersions(spec, other)))
    if (line === undefined) lines.push([spec])
    else line.push(spec)
  }
  return lines.map((versions) => ({ versions }))
}

function areVersions(a: SpecView, b: SpecView): boolean {
  if (!share(a.basePaths, b.basePaths) || (a.hosts.length > 0 && b.hosts.length > 0 && !share(a.hosts, b.hosts))) return false
  if (a.title !== '' && a.title.toLowerCase() === b.title.toLowerCase()) return true
  const keys = new Set(a.operations.map(specKey))
  const common = b.operations.filter((operation) => keys.has(specKey(operation))).length
  return common > 0 && common >= SAME_API_SHARE * Math.min(a.operations.length, b.operations.length)
}

/** Paths or hosts in common; none at all stands for any. */
const share = (a: readonly string[], b: readonly string[]): boolean => a.length === 0 || b.length === 0 || a.some((one) => b.includes(one))

/** `GET /users/{}`, as operations of the inventory are keyed. */
export const specKey = (operation: SpecOperationView): string =>
  `${operation.method} ${operation.segments.length === 0 ? '/' : operation.segments.map((segment) => `/${erase(segment)}`).join('')}`

const erase = (segment: string): string => withoutNames(oneKey(segment))

const written = (segment: TemplateSegment): string => (segment.kind === 'literal' ? segment.text : `${segment.prefix}{}${segment.suffix}`)

export type SpecMatch = 'operation' | 'path' | null

/** Whether a description has the operation, or only its path under other methods. */
export function matchSpec(
  spec: SpecView,
  operation: Pick<Operation, 'method' | 'segments'>,
): { match: SpecMatch; operation: SpecOperationView | null } {
  const parts = operation.segments.map(written)
  let best: SpecOperationView | null = null
  let bestFit = -1
  let onPath = false
  for (const candidate of spec.operations) {
    const fit = fitSegments(candidate.segments, parts)
    if (fit < 0) continue
    onPath = true
    const sameMethod = candidate.method === operation.method || (operation.method === 'HEAD' && candidate.method === 'GET')
    if (sameMethod && fit > bestFit) {
      best = candidate
      bestFit = fit
    }
  }
  return { match: best !== null ? 'operation' : onPath ? 'path' : null, operation: best }
}

/** How many parts agree to the letter, or -1. A parameter on either side takes what it fits: `/users/me` is one of `/users/{id}`. */
function fitSegments(described: readonly string[], parts: readonly string[]): number {
  if (described.length !== parts.length) return -1
  let fit = 0
  for (let i = 0; i < parts.length; i++) {
    const mine = erase(described[i]!)
    const theirs = parts[i]!
    if (mine === theirs) fit++
    else if (!fits(mine, theirs)) return -1
  }
  return fit
}

/** What stands around the parameters of one must not contradict the other. */
function fits(a: string, b: string): boolean {
  const [fixedA, fixedB] = [fixedEnds(a), fixedEnds(b)]
  if (fixedA === null) return fixedB !== null && around(a, ...fixedB)
  if (fixedB === null) return around(b, ...fixedA)
  return agree(fixedA[0], fixedB[0], 'startsWith') && agree(fixedA[1], fixedB[1], 'endsWith')
}

/** What stands in front of the first parameter, and behind the last; null where there is none. */
function fixedEnds(text: string): [prefix: string, suffix: string] | null {
  const first = text.indexOf('{}')
  return first < 0 ? null : [text.slice(0, first), text.slice(text.lastIndexOf('{}') + 2)]
}

const around = (text: string, prefix: string, suffix: string): boolean =>
  text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix)

const agree = (a: string, b: string, side: 'startsWith' | 'endsWith'): boolean => a[side](b) || b[side](a)

/** Whether a description names the service as a host it speaks for; null where it names none. */
export function namesHost(spec: SpecView, service: Service): boolean | null {
  if (spec.hosts.length === 0) return null
  const names = new Set([service.name, ...service.hosts.keys()])
  return spec.hosts.some((host) => names.has(host) || names.has(host.replace(/:(?:80|443)$/, '')))
}

/** The service is that of a description without hosts when it answers to one of its operations, or is the only one there is. */
export function speaksFor(spec: SpecView, service: Service, only: boolean): boolean {
  const named = namesHost(spec, service)
  if (named !== null) return named
  if (only) return true
  for (const operation of service.operations.values())
    if (operation.tier === 'confirmed' && matchSpec(spec, operation).match === 'operation') return true
  return false
}
