// What is known of one caller of an operation. Sums and bits: callers add up in any order.

import { remembered } from '../../sensor/base/remembered.ts'
import type { Consumer } from '../model.ts'
import { mix32 } from '../observe/hash.ts'
import { OBJECT_CLASSES } from '../observe/object-class.ts'
import type { Observation } from '../observe/observation.ts'
import { countAmongSmallest } from '../schema/index.ts'
import { addCount, addCounts, keepBounded, trim } from './bounded.ts'
import { bytesOfMarks, type ClassMarks, mark, marksOfBytes, noMarks, unite } from './class-marks.ts'
import { parameterKey } from './parameter-key.ts'
import { see } from './see.ts'

export type PlainConsumer = [
  key: string,
  n: number,
  firstUs: number,
  lastUs: number,
  refused?: number,
  bytes?: number,
  objects?: Uint8Array | null,
  missed?: Uint8Array | null,
  ways?: [string, number][] | null,
  fields?: [number, number][],
]

/** One exchange more of the caller `key`; true where it was not known. */
export function foldConsumer(into: Map<string, Consumer>, key: string, observation: Observation): boolean {
  const { status, startedUs, endedUs, responseBody, objectClass } = observation
  let consumer = into.get(key)
  const isNew = consumer === undefined
  if (consumer === undefined) into.set(key, (consumer = { key, n: 0, firstUs: startedUs, lastUs: endedUs }))
  see(consumer, startedUs, endedUs)
  if (status === 401 || status === 403) consumer.refused = (consumer.refused ?? 0) + 1
  if (responseBody !== null && responseBody.bodyBytes > 0) consumer.bytes = (consumer.bytes ?? 0) + responseBody.bodyBytes
  // A product is used by many: its walks are nobody's.
  if (key.startsWith('agent:')) return isNew
  if (key.startsWith('address:')) {
    countWays(consumer, observation)
    countFields(consumer, observation)
  }
  if (objectClass !== undefined && status >= 200 && status < 300) mark((consumer.objects ??= noMarks()), objectClass)
  if (status === 404 || status === 405) mark((consumer.missed ??= noMarks()), pathClass(observation))
  return isNew
}

const NAMES_MAX = 4096
/** Ways of one caller that are told apart. */
const WAYS_MAX = 32
const typeWay = remembered(NAMES_MAX, (type) => `type:${type}`)
const statusWay = remembered(NAMES_MAX, (status) => `status:${status}`)

/** A plain 200 is no way of its own: most callers see nothing else, and then need no map. */
function countWays(consumer: Consumer, { query, requestBody, status }: Observation): void {
  if (query.length === 0 && requestBody === null && (status === 0 || status === 200)) return
  consumer.ways ??= new Map()
  const { ways } = consumer
  for (const { name } of query) addCount(ways, parameterKey('query', name))
  if (requestBody !== null) addCount(ways, typeWay(requestBody.mediaType))
  if (status > 0 && status !== 200) addCount(ways, statusWay(String(status)))
  keepBounded(ways, WAYS_MAX)
}

/** Of one caller: those with the smallest hashes, twice as many as of one body. */
const FIELDS_MAX = 48
/** The key under which all bodies are counted: it is smaller than any hash. */
export const ALL_BODIES = 0

/** As the fields of an operation, only from what was accepted. */
function countFields(consumer: Consumer, { requestBody, status }: Observation): void {
  if (requestBody === null || requestBody.keyHashes.length === 0 || status >= 400) return
  consumer.fields ??= new Map()
  const { fields } = consumer
  addCount(fields, ALL_BODIES)
  for (const hash of requestBody.keyHashes) countAmongSmallest(fields, hash, 1, FIELDS_MAX)
}

function pathClass({ segments }: Observation): number {
  let hash = 1
  for (const segment of segments) hash = mix32(hash, segment.hash | 0)
  return (hash >>> 0) % OBJECT_CLASSES
}

/** Add `from`, which shares nothing with `into` afterwards. */
export function mergeConsumer(into: Map<string, Consumer>, from: Consumer): void {
  const own = into.get(from.key)
  if (own === undefined) {
    const copy = { ...from }
    if (from.objects !== undefined) copy.objects = from.objects.slice()
    if (from.missed !== undefined) copy.missed = from.missed.slice()
    if (from.ways !== undefined) copy.ways = new Map(from.ways)
    if (from.fields !== undefined) copy.fields = new Map(from.fields)
    into.set(from.key, copy)
    return
  }
  see(own, from.firstUs, from.lastUs, from.n)
  if (from.refused !== undefined) own.refused = (own.refused ?? 0) + from.refused
  if (from.bytes !== undefined) own.bytes = (own.bytes ?? 0) + from.bytes
  if (from.objects !== undefined) unite((own.objects ??= noMarks()), from.objects)
  if (from.missed !== undefined) unite((own.missed ??= noMarks()), from.missed)
  if (from.ways !== undefined) {
    addCounts((own.ways ??= new Map()), from.ways)
    trim(own.ways, WAYS_MAX)
  }
  if (from.fields !== undefined) {
    own.fields ??= new Map()
    for (const [hash, count] of from.fields) countAmongSmallest(own.fields, hash, count, FIELDS_MAX)
  }
}

const marksOrNull = (marks: ClassMarks | undefined): Uint8Array | null => (marks === undefined ? null : bytesOfMarks(marks))

export function encodeConsumer({ key, n, firstUs, lastUs, refused, bytes, objects, missed, ways, fields }: Consumer): PlainConsumer {
  if ([refused, bytes, objects, missed, ways, fields].every((each) => each === undefined)) return [key, n, firstUs, lastUs]
  const plain: PlainConsumer = [key, n, firstUs, lastUs, refused ?? 0, bytes ?? 0, marksOrNull(objects), marksOrNull(missed)]
  if (ways !== undefined || fields !== undefined) plain.push(ways === undefined ? null : [...ways].sort(([a], [b]) => (a < b ? -1 : 1)))
  if (fields !== undefined) plain.push([...fields].sort(([a], [b]) => a - b))
  return plain
}

/** The inverse of `encodeConsumer`; what earlier versions wrote has the first four. */
export function decodeConsumer([
  key,
  n,
  firstUs,
  lastUs,
  refused = 0,
  bytes = 0,
  objects = null,
  missed = null,
  ways = null,
  fields,
]: PlainConsumer): Consumer {
  return {
    ...{ key, n, firstUs, lastUs },
    ...(refused === 0 ? {} : { refused }),
    ...(bytes === 0 ? {} : { bytes }),
    ...(objects === null ? {} : { objects: marksOfBytes(objects) }),
    ...(missed === null ? {} : { missed: marksOfBytes(missed) }),
    ...(ways === null ? {} : { ways: new Map(ways) }),
    ...(fields === undefined ? {} : { fields: new Map(fields) }),
  }
}
