// What is known of one caller of an operation. Sums and bits: callers add up in any order.

import type { Consumer } from '../model.ts'
import { OBJECT_CLASSES } from '../observe/object-class.ts'
import type { Observation } from '../observe/observation.ts'
import { see } from './see.ts'

export type PlainConsumer = [
  key: string,
  n: number,
  firstUs: number,
  lastUs: number,
  refused?: number,
  bytes?: number,
  objects?: Uint8Array | null,
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
  if (objectClass !== undefined && status >= 200 && status < 300 && !key.startsWith('agent:')) {
    consumer.objects ??= new Uint8Array(OBJECT_CLASSES / 8)
    consumer.objects[objectClass >> 3] = (consumer.objects[objectClass >> 3] as number) | (1 << (objectClass & 7))
  }
  return isNew
}

/** Add `from`, which shares nothing with `into` afterwards. */
export function mergeConsumer(into: Map<string, Consumer>, from: Consumer): void {
  const own = into.get(from.key)
  if (own === undefined) {
    into.set(from.key, from.objects === undefined ? { ...from } : { ...from, objects: from.objects.slice() })
    return
  }
  see(own, from.firstUs, from.lastUs, from.n)
  if (from.refused !== undefined) own.refused = (own.refused ?? 0) + from.refused
  if (from.bytes !== undefined) own.bytes = (own.bytes ?? 0) + from.bytes
  if (from.objects === undefined) return
  own.objects ??= new Uint8Array(OBJECT_CLASSES / 8)
  for (let i = 0; i < own.objects.length; i++) own.objects[i] = (own.objects[i] as number) | (from.objects[i] as number)
}

export function encodeConsumer({ key, n, firstUs, lastUs, refused, bytes, objects }: Consumer): PlainConsumer {
  if (refused === undefined && bytes === undefined && objects === undefined) return [key, n, firstUs, lastUs]
  return [key, n, firstUs, lastUs, refused ?? 0, bytes ?? 0, objects ?? null]
}

/** The inverse of `encodeConsumer`; what earlier versions wrote has the first four. */
export function decodeConsumer([key, n, firstUs, lastUs, refused = 0, bytes = 0, objects = null]: PlainConsumer): Consumer {
  return {
    ...{ key, n, firstUs, lastUs },
    ...(refused === 0 ? {} : { refused }),
    ...(bytes === 0 ? {} : { bytes }),
    ...(objects === null ? {} : { objects: new Uint8Array(objects) }),
  }
}
