// Keywords of numbers and strings, from their evidence. Everything written here holds for every value that was seen.

import { enumOfNumbers, enumOfStrings } from './enum-rule.ts'
import { FORMATS } from './formats.ts'
import type { JsonSchema, Place } from './json-schema.ts'
import type { KnownLists } from './known-lists.ts'
import type { NumberEvidence, StringEvidence } from './schema-node.ts'

const INT32_MAX = 2 ** 31
const INT64_MAX = 2 ** 63
const MINIMUM_SAMPLES = 200
/** Identifiers may look like base64: so many different values, and this share of them with a character that identifiers do not have. */
const BASE64 = { distinct: 5, markShare: 0.2 } as const
/** Below 100 % a format is told beside the schema, not in it. */
const NEARLY = { share: 0.95, distinct: 5 } as const

/** `integer` or `number`, with `format`, `minimum`, `enum` where they are sure. */
export function numberKeywords(numbers: NumberEvidence, name: string, alone: boolean): JsonSchema {
  const isInteger = numbers.integers === numbers.n
  const schema: JsonSchema = { type: isInteger ? 'integer' : 'number' }
  const wide = numbers.max >= INT32_MAX || numbers.min < -INT32_MAX
  if (alone && isInteger && wide && numbers.max < INT64_MAX && numbers.min >= -INT64_MAX) schema['format'] = 'int64'
  if (numbers.n >= MINIMUM_SAMPLES && (numbers.min === 0 || numbers.min === 1)) schema['minimum'] = 0
  const values = alone ? enumOfNumbers(numbers, name) : null
  if (values !== null) {
    schema['enum'] = values
    delete schema['minimum']
  }
  return schema
}

/** `string`, with `format` or `enum` where they are sure; for places where no other kind of value was seen, null apart. */
export function stringKeywords(strings: StringEvidence, { name, parent }: Place, lists?: KnownLists): JsonSchema {
  const schema: JsonSchema = { type: 'string' }
  const format = sureFormat(strings)
  if (format !== null) schema[format.written === 'format' ? 'format' : 'x-earshot-format'] = format.id
  else {
    const words = enumOfStrings(strings, name) ?? lists?.find(strings, name, parent) ?? null
    if (words !== null) schema['enum'] = words
    const nearly = words === null ? nearlyFormat(strings) : null
    if (nearly !== null) schema['x-earshot-format'] = nearly
  }
  return schema
}

/** The format of all values. */
function sureFormat(strings: StringEvidence): (typeof FORMATS)[number] | null {
  for (const format of FORMATS) {
    if (format.written === 'evidence' || strings.formats.get(format.id) !== strings.n) continue
    if (format.id === 'byte' && !isBase64(strings)) continue
    return format
  }
  return null
}

function isBase64(strings: StringEvidence): boolean {
  const distinct = strings.distinct.values.size
  return distinct >= BASE64.distinct && (strings.formats.get('byte-mark') ?? 0) >= strings.n * BASE64.markShare
}

function nearlyFormat(strings: StringEvidence): string | null {
  if (strings.distinct.values.size < NEARLY.distinct) return null
  for (const { id, written } of FORMATS)
    if (written !== 'evidence' && id !== 'byte' && (strings.formats.get(id) ?? 0) >= strings.n * NEARLY.share) return id
  return null
}
