// Evidence as plain arrays for MessagePack, and back. Maps are written in order of their keys, so the same evidence gives the same bytes.

import { DistinctSample } from './distinct-sample.ts'
import { enumOfNumbers, enumOfStrings } from './enum-rule.ts'
import { viewObject } from './map-rule.ts'
import type { ArrayEvidence, DistinctEvidence, NumberEvidence, ObjectEvidence, SchemaNode, StringEvidence } from './schema-node.ts'

export interface EncodeSchemaOptions {
  /**
   * Which words to write: `enum` (the default, for disks) only those of enums that are sure by now; `all` for a fragment that is handed to
   * another worker of the same run. With `enum`, keys of maps are not written either.
   */
  words?: 'enum' | 'all'
  /** Replaces each hash of a value, such as by an HMAC; 0 … 2^53 - 1. */
  hash?: (hash: number) => number
  /** Name of the parameter or property that the values stand under; '' for a body. */
  name?: string
}

interface Writing {
  readonly all: boolean
  readonly hash: (hash: number) => number
}

const VERSION = 1

/** Plain arrays, numbers and strings in a stable order: the same evidence gives the same bytes. */
export function encodeSchema(node: SchemaNode, options: EncodeSchemaOptions = {}): unknown {
  const writing = { all: options.words === 'all', hash: options.hash ?? ((hash: number) => hash) }
  return [VERSION, node.tightness ?? 0, encodeNode(node, writing, options.name ?? '')]
}

function encodeNode(node: SchemaNode, writing: Writing, name: string): unknown[] {
  return [
    node.n,
    node.nulls,
    node.booleans,
    node.cut,
    node.numbers && encodeNumbers(node.numbers, writing, name),
    node.strings && encodeStrings(node.strings, writing, name),
    node.arrays && encodeArrays(node.arrays, writing, name),
    node.objects && encodeObjects(node.objects, writing),
  ]
}

function encodeNumbers(numbers: NumberEvidence, writing: Writing, name: string): unknown[] {
  const words = writing.all || enumOfNumbers(numbers, name) !== null
  const { n, integers, min, max, big } = numbers
  return [n, integers, min, max, big, encodeDistinct(numbers.distinct, writing, words)]
}

function encodeStrings(strings: StringEvidence, writing: Writing, name: string): unknown[] {
  const words = writing.all || enumOfStrings(strings, name) !== null
  const { n, minLength, maxLength, integerLike, numberLike, booleanLike } = strings
  const distinct = encodeDistinct(strings.distinct, writing, words)
  return [n, minLength, maxLength, integerLike, numberLike, booleanLike, encodeCounts(strings.formats), distinct]
}

function encodeDistinct({ values, overflow }: DistinctEvidence, writing: Writing, words: boolean): unknown[] {
  const rows = Array.from(values, ([hash, value]): unknown[] => {
    const row: unknown[] = [writing.hash(hash), value.n]
    if (value.detected.length > 0) row.push(words ? value.word : null, value.detected)
    else if (words && value.word !== null) row.push(value.word)
    return row
  })
  return [overflow ? 1 : 0, rows.sort((a, b) => (a[0] as number) - (b[0] as number))]
}

const encodeCounts = (counts: ReadonlyMap<string, number>): unknown[] => [...counts].sort(byKey)

function encodeArrays({ n, empty, minItems, maxItems, item }: ArrayEvidence, writing: Writing, name: string): unknown[] {
  return [n, empty, minItems, maxItems, encodeNode(item, writing, name)]
}

function encodeObjects(objects: ObjectEvidence, writing: Writing): unknown[] {
  // Keys of maps are data: on disk they are melded, as they will be at export.
  const view = writing.all ? null : viewObject(objects)
  const kept = view?.properties ?? [...objects.properties].sort(byKey)
  const overflow = view === null ? objects.overflow : view.additional
  const melded =
    [...objects.properties.values()].reduce((sum, { present }) => sum + present, 0) -
    kept.reduce((sum, [, { present }]) => sum + present, 0)
  return [
    objects.n,
    kept.map(([name, { present, schema }]) => [name, present, encodeNode(schema, writing, name)]),
    overflow && encodeNode(overflow, writing, ''),
    objects.overflowed + melded,
    objects.valueKeys && encodeDistinct(objects.valueKeys, writing, false),
    [...objects.shapes].sort((a, b) => a[0] - b[0]),
    objects.shapesOverflow ? 1 : 0,
  ]
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)

type Row = readonly unknown[]

/** What `encodeSchema` wrote. */
export function decodeSchema(value: unknown): SchemaNode {
  const [version, tightness, node] = value as Row
  if (version !== VERSION) throw new Error(`schema evidence of version ${String(version)}`)
  const decoded = decodeNode(node as Row)
  return (tightness as number) > 0 ? { ...decoded, tightness: tightness as number } : decoded
}

function decodeNode([n, nulls, booleans, cut, numbers, strings, arrays, objects]: Row): SchemaNode {
  return {
    n: n as number,
    nulls: nulls as number,
    booleans: booleans as number,
    numbers: numbers === null ? null : decodeNumbers(numbers as Row),
    strings: strings === null ? null : decodeStrings(strings as Row),
    arrays: arrays === null ? null : decodeArrays(arrays as Row),
    objects: objects === null ? null : decodeObjects(objects as Row),
    cut: cut as number,
  }
}

function decodeNumbers([n, integers, min, max, big, distinct]: Row): NumberEvidence {
  return {
    n: n as number,
    integers: integers as number,
    min: min as number,
    max: max as number,
    big: big as number,
    distinct: decodeDistinct(distinct as Row),
  }
}

function decodeStrings([n, minLength, maxLength, integerLike, numberLike, booleanLike, formats, distinct]: Row): StringEvidence {
  return {
    n: n as number,
    minLength: minLength as number,
    maxLength: maxLength as number,
    formats: new Map(formats as unknown as [string, number][]),
    integerLike: integerLike as number,
    numberLike: numberLike as number,
    booleanLike: booleanLike as number,
    distinct: decodeDistinct(distinct as Row),
  }
}

const NOTHING: readonly string[] = Object.freeze([])

function decodeDistinct([overflow, rows]: Row): DistinctSample {
  const sample = new DistinctSample()
  for (const [hash, n, word, detected] of rows as Row[])
    sample.addValue(hash as number, {
      n: n as number,
      word: (word as string | undefined) ?? null,
      detected: (detected as string[] | undefined) ?? NOTHING,
    })
  sample.overflow = overflow === 1
  return sample
}

function decodeArrays([n, empty, minItems, maxItems, item]: Row): ArrayEvidence {
  return {
    n: n as number,
    empty: empty as number,
    minItems: minItems as number,
    maxItems: maxItems as number,
    item: decodeNode(item as Row),
  }
}

function decodeObjects([n, properties, overflow, overflowed, valueKeys, shapes, shapesOverflow]: Row): ObjectEvidence {
  return {
    n: n as number,
    properties: new Map(
      (properties as Row[]).map(([name, present, schema]) => [
        name as string,
        { present: present as number, schema: decodeNode(schema as Row) },
      ]),
    ),
    overflow: overflow === null ? null : decodeNode(overflow as Row),
    overflowed: overflowed as number,
    valueKeys: valueKeys === null ? null : decodeDistinct(valueKeys as Row),
    shapes: new Map(shapes as [number, number][]),
    shapesOverflow: shapesOverflow === 1,
  }
}
