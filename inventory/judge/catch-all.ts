// Hosts that answer every path alike: what they answer proves no operation.

import type { Operation, Service } from '../model.ts'
import { NOT_THERE } from './qualifying.ts'

/** So many unknown paths with one and the same answer are no API. */
const ALIKE_MIN = 5

/** Of operations that no description has, those that only show that the host answers anything. `unknown` are all of one service. */
export function catchAllOperations(service: Service, unknown: readonly Operation[]): ReadonlySet<Operation> {
  // A host that says 404 to some knows what it has.
  if (unknown.length < ALIKE_MIN || [...service.operations.values()].some(saysNotThere)) return new Set()
  const groups = new Map<string, Operation[]>()
  for (const operation of unknown) {
    const signature = answerOf(operation)
    const group = groups.get(signature)
    if (group === undefined) groups.set(signature, [operation])
    else group.push(operation)
  }
  return new Set([...groups.values()].filter((group) => group.length >= ALIKE_MIN).flat())
}

const saysNotThere = ({ statuses }: Operation): boolean => [...statuses.keys()].some((status) => NOT_THERE.has(status))

/** Statuses, media types, and the shapes of bodies. */
function answerOf({ statuses, responses }: Operation): string {
  const bodies = [...responses.values()].flatMap(({ status, bodies: types }) =>
    [...types.values()].map(({ mediaType, schema }) => {
      const { objects, arrays, strings, numbers } = schema
      const kinds = [objects, arrays, strings, numbers].map((kind) => (kind === null ? 0 : 1)).join('')
      return `${status} ${mediaType} ${kinds} ${[...(objects?.shapes.keys() ?? [])].sort((a, b) => a - b).join(',')}`
    }),
  )
  return [[...statuses.keys()].sort((a, b) => a - b).join(','), ...bodies.sort()].join('\n')
}
