// Host names that somebody tried on one server which answers any name alike: not so many services, but one, called by its address.

import type { Operation, Service } from '../model.ts'
import { type SchemaNode, walkFields } from '../schema/index.ts'
import { HEALTH } from './health-paths.ts'
import { createService, mergeService } from './merge.ts'

/** Fewer names may be what they say. */
const NAMES_MIN = 10
/** Who uses a service comes back: a trial asks for a path once, or says it again for a redirect or a retry. */
const TIMES_MAX = 3
/** So many places of the answer hold one and the same value for nearly all names: host, time and request id may differ, an object's data would. */
const ALIKE_PLACES = 0.5
const ALIKE_NAMES = 0.9

/**
 * `services` with names that were tried out folded into one service that is called by the address; its `hosts` has the names. `isKnown`: earlier
 * runs or a description know the name. The same whatever the order of arrival.
 */
export function foldNameTrials(services: ReadonlyMap<string, Service>, isKnown: (name: string) => boolean): Map<string, Service> {
  const groups = new Map<string, Trial[]>()
  for (const service of services.values()) {
    const trial = trialOf(service)
    if (trial === null || isKnown(service.name)) continue
    groups.set(trial.place, [...(groups.get(trial.place) ?? []), trial])
  }
  const folded = new Map(services)
  for (const trials of groups.values()) {
    if (trials.length < NAMES_MIN || !areAlike(trials)) continue
    const [address] = (trials[0] as Trial).service.addresses.keys()
    const one = createService(address as string, 'http')
    for (const { service } of [{ service: folded.get(one.name) }, ...trials]) if (service !== undefined) mergeService(one, service)
    for (const { service } of trials) folded.delete(service.name)
    folded.set(one.name, one)
  }
  return folded.size === services.size ? folded : new Map([...folded].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One name, as somebody might have tried it. */
interface Trial {
  readonly service: Service
  /** Address, caller, and the shapes of the answers: trials of one kind share it. */
  readonly place: string
  /** Where in the answers -> which values. */
  readonly values: ReadonlyMap<string, string>
}

/** Null where the name is used by more than one caller, again and again, at several addresses, or for nothing but its health. */
function trialOf(service: Service): Trial | null {
  const [address, another] = service.addresses.keys()
  const operations = [...service.operations.values()]
  if (address === undefined || another !== undefined || service.name === address) return null
  if (operations.length === 0 || operations.every(({ segments }) => HEALTH.test(`/${lastText(segments)}`))) return null
  const callers = new Set<string>()
  for (const { seen, tier, consumers, consumersDropped } of operations) {
    if (seen.n > TIMES_MAX || tier === 'one-sided' || consumersDropped > 0) return null
    for (const key of consumers.keys()) if (key.startsWith('address:')) callers.add(key)
  }
  if (callers.size !== 1) return null
  const shapes = new Set<string>()
  const values = new Map<string, string>()
  for (const operation of operations) describe(operation, shapes, values)
  return { service, place: [address, ...callers, ...[...shapes].sort()].join('\n'), values }
}

function lastText(segments: Operation['segments']): string {
  const last = segments.at(-1)
  return last?.kind === 'literal' ? last.text : ''
}

/** Statuses, media types and places of the answers, whatever was asked for. */
function describe({ statuses, responses }: Operation, shapes: Set<string>, values: Map<string, string>): void {
  for (const status of statuses.keys()) {
    for (const { mediaType, schema } of responses.get(status)?.bodies.values() ?? []) {
      const places: string[] = []
      walkFields(schema, (path, node) => {
        places.push(path)
        const text = valuesText(node)
        if (text !== '') values.set(`${status} ${mediaType} ${path}`, text)
      })
      shapes.add(`${status} ${mediaType} ${places.join(' ')}`)
    }
    shapes.add(String(status))
  }
}

const valuesText = ({ strings, numbers }: SchemaNode): string =>
  [strings, numbers].flatMap((evidence) => (evidence === null ? [] : [...evidence.distinct.values.keys()].sort((a, b) => a - b))).join(' ')

function areAlike(trials: readonly Trial[]): boolean {
  const places = new Map<string, Map<string, number>>()
  for (const { values } of trials)
    for (const [place, text] of values) {
      const counts = places.get(place) ?? new Map<string, number>()
      counts.set(text, (counts.get(text) ?? 0) + 1)
      places.set(place, counts)
    }
  const alike = [...places.values()].filter((counts) => Math.max(...counts.values()) >= trials.length * ALIKE_NAMES)
  return alike.length >= places.size * ALIKE_PLACES
}
