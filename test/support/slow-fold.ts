// The oracle of body walking: evidence from what JSON.parse gives, one plain step after the other. Shares with the product only the meaning of single
// values (formats, words), not the walking, the tape or the bookkeeping.

import { CHARACTER_OF } from '../../inventory/observe/body/characters.ts'
import { hashNumber, hashText } from '../../inventory/observe/hash.ts'
import { DistinctSample } from '../../inventory/schema/distinct-sample.ts'
import { mayKeep, numberWord } from '../../inventory/schema/enum-words.ts'
import { FORMAT_BIT, FORMATS, MEANING_BITS, recogniseFormats } from '../../inventory/schema/formats.ts'
import { isValueKey, type WordManner, wordManner } from '../../inventory/schema/key-names.ts'
import { countFormat, createArrays, createNumbers, createObjects, createStrings } from '../../inventory/schema/merge.ts'
import { createSchemaNode, type SchemaNode } from '../../inventory/schema/schema-node.ts'

/** Half surrogates become U+FFFD. */
export const wellFormed = (text: string): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))

const NONE: readonly string[] = []

export function slowFold(node: SchemaNode, value: unknown, name = '', depth = 0, keepWords = true): void {
  node.n++
  if (value === null) node.nulls++
  else if (typeof value === 'boolean') node.booleans++
  else if (typeof value === 'number') slowNumber(node, value, keepWords && /plain|phrase/.test(wordManner(name)))
  else if (typeof value === 'string') slowString(node, wellFormed(value), keepWords ? wordManner(name) : 'none')
  else if (Array.isArray(value)) slowArray(node, value, name, depth, keepWords)
  else slowObject(node, value as Record<string, unknown>, depth)
}

function slowNumber(node: SchemaNode, value: number, wordy: boolean): void {
  const numbers = (node.numbers ??= createNumbers())
  numbers.n++
  if (Number.isInteger(value)) numbers.integers++
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) numbers.big++
  numbers.min = Math.min(numbers.min, value)
  numbers.max = Math.max(numbers.max, value)
  ;(numbers.distinct as DistinctSample).addValue(hashNumber(value), { n: 1, word: wordy ? numberWord(value) : null, detected: NONE })
}

function slowString(node: SchemaNode, value: string, manner: WordManner): void {
  const strings = (node.strings ??= createStrings())
  const bytes = new TextEncoder().encode(value)
  const mask = bytes.reduce((all, byte) => all | (CHARACTER_OF[byte] as number), 0)
  const bits = recogniseFormats(bytes, 0, bytes.length, mask)
  strings.n++
  strings.minLength = Math.min(strings.minLength, [...value].length)
  strings.maxLength = Math.max(strings.maxLength, [...value].length)
  if (bits & FORMAT_BIT.integerLike) strings.integerLike++
  if (bits & FORMAT_BIT.numberLike) strings.numberLike++
  if (bits & FORMAT_BIT.booleanLike) strings.booleanLike++
  for (const { id, bit } of FORMATS) if (bits & bit && !id.endsWith('-like')) countFormat(strings, id, 1)
  const word = !(bits & MEANING_BITS) && mayKeep(manner, bytes, 0, bytes.length) ? value : null
  ;(strings.distinct as DistinctSample).addValue(hashText(value), { n: 1, word, detected: NONE })
}

function slowArray(node: SchemaNode, value: unknown[], name: string, depth: number, keepWords: boolean): void {
  const arrays = (node.arrays ??= createArrays())
  arrays.n++
  if (depth >= 12) return
  if (value.length === 0) arrays.empty++
  arrays.minItems = Math.min(arrays.minItems, value.length)
  arrays.maxItems = Math.max(arrays.maxItems, value.length)
  for (const item of value) slowFold(arrays.item, item, name, depth + 1, keepWords)
}

function slowObject(node: SchemaNode, value: Record<string, unknown>, depth: number): void {
  const objects = (node.objects ??= createObjects())
  objects.n++
  if (depth >= 12) return
  for (const [key, inner] of Object.entries(value)) {
    const name = wellFormed(key)
    const long = new TextEncoder().encode(name).length > 128
    if (long || isValueKey(name)) {
      objects.overflowed++
      if (!long)
        ((objects.valueKeys ??= new DistinctSample()) as DistinctSample).addValue(hashText(name), { n: 1, word: null, detected: NONE })
      slowFold((objects.overflow ??= createSchemaNode()), inner, name, depth + 1, false)
      continue
    }
    let property = objects.properties.get(name)
    if (property === undefined) objects.properties.set(name, (property = { present: 0, schema: createSchemaNode() }))
    property.present++
    slowFold(property.schema, inner, name, depth + 1)
  }
}
