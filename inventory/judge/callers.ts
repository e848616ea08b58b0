// Who called in a way that is not described, as far as addresses tell.

import { ALL_BODIES } from '../learn/consumer-evidence.ts'
import type { Consumer, Operation } from '../model.ts'
import { HASHES_MAX, keyPathHash } from '../observe/body/key-paths.ts'
import type { BodyDrift } from './drift.ts'

/** Addresses told one by one. */
const CALLERS_MAX = 3

/** Who called in this way, most frequent first; without a way, the only caller if there is only one. '' where it is not known. */
export function callers(operation: Operation, way?: string): string {
  const addresses = addressesOf(operation)
  if (way === undefined) return addresses.length === 1 && operation.consumersDropped === 0 ? addresses[0]!.key.slice(8) : ''
  return told(addresses, ({ ways }) => ways?.get(way) ?? 0)
}

/** Who sent a field that is not described, or left out one that is required; of other differences, the only caller. */
export function callersOfField(operation: Operation, { place, kind, path }: Pick<BodyDrift, 'place' | 'kind' | 'path'>): string {
  const steps = stepsOf(path)
  const hash = place === 'request' ? keyPathHash(steps) : null
  if (hash === null || (kind !== 'undeclared' && kind !== 'missing')) return callers(operation)
  const around = steps.length === 1 ? ALL_BODIES : keyPathHash(steps.slice(0, -1))
  const found = told(addressesOf(operation), ({ fields }) =>
    kind === 'missing' ? bodiesWithout(fields, hash, around) : (fields?.get(hash) ?? 0),
  )
  if (found === '') return callers(operation)
  return operation.consumersDropped > 0 ? `${found} and perhaps others that were not kept apart` : found
}

/** Bodies that have what is `around` a field, and not the field. Where some names of a body, or of the items of a list, may not be known, absence says nothing. */
function bodiesWithout(fields: Consumer['fields'], hash: number, around: number | null): number {
  if (fields === undefined || around === null || fields.size > HASHES_MAX) return 0
  return (fields.get(around) ?? 0) - (fields.get(hash) ?? 0)
}

const addressesOf = ({ consumers }: Operation): Consumer[] => [...consumers.values()].filter(({ key }) => key.startsWith('address:'))

function told(addresses: readonly Consumer[], count: (consumer: Consumer) => number): string {
  const found = addresses
    .map((consumer) => ({ key: consumer.key, n: count(consumer) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
  const named = found.slice(0, CALLERS_MAX).map(({ key }) => key.slice(8))
  return found.length > CALLERS_MAX ? `${named.join(', ')} and ${found.length - CALLERS_MAX} more` : named.join(', ')
}

/** Names and `[]` of a JSONPath as schemaDrift writes it. */
const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\.([A-Za-z_]\w*)|\['([^']*)'\]|(\[\])/g)].map(([, plain, quoted, items]) => plain ?? quoted ?? items ?? '')
