// Adding one body (as a tape) or one parameter to the evidence. This runs for every value of every body that is looked at.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { KEY } from '../observe/body/key-table.ts'
import { CONTAINER, LONG_KEY, ROW, Tape } from '../observe/body/tape.ts'
import { hashNumber } from '../observe/hash.ts'
import type { BodyShape, Scalar } from '../observe/observation.ts'
import { admitProperty, BOUNDS, holdBounds } from './bounds.ts'
import { DistinctSample } from './distinct-sample.ts'
import { numberWord } from './enum-words.ts'
import { FORMAT_BIT, FORMATS, type Format, MEANING_BITS } from './formats.ts'
import type { WordManner } from './key-names.ts'
import { countFormat, countShape, createArrays, createNumbers, createObjects, createStrings } from './merge.ts'
import { createSchemaNode, type NumberEvidence, type ObjectEvidence, type SchemaNode, type StringEvidence } from './schema-node.ts'

const NOTHING: readonly string[] = Object.freeze([])

/** The fold that is under way: `grown` by a property, `news` by that or by a kind of value that was not seen at its place before. */
const fold = { bound: BOUNDS[0] as number, grown: false, news: false }

/**
 * Add a body; one without tape adds nothing. Only while the observation is valid that it belongs to. True if it told something new: a property, or
 * a kind of value where it was not seen before.
 */
export function foldBody(node: SchemaNode, body: BodyShape): boolean {
  const tape = body.tape
  if (!(tape instanceof Tape)) return false
  fold.bound = BOUNDS[node.tightness ?? 0] as number
  fold.grown = false
  fold.news = false
  for (let row = 0; row < tape.rows; row = tape.next[row] as number) foldRow(node, tape, row, 'plain')
  if (fold.grown) holdBounds(node, DEFAULT_LIMITS.schemaNodes)
  return fold.grown || fold.news
}

/** `manner`: what the name allows to be kept as a word of an enum. */
function foldRow(node: SchemaNode, tape: Tape, row: number, manner: WordManner): void {
  const kind = tape.kind[row]
  switch (kind) {
    case ROW.string:
      node.n++
      foldString((node.strings ??= made(createStrings())), tape, row, manner)
      return
    case ROW.number:
      node.n++
      foldNumber((node.numbers ??= made(createNumbers())), tape, row, manner)
      return
    case ROW.object:
      foldObject(node, tape, row)
      return
    case ROW.array:
      foldArray(node, tape, row, manner)
      return
    case ROW.null:
      node.n++
      if (node.nulls++ === 0) fold.news = true
      return
    case ROW.cut:
      node.cut++
      return
    default:
      node.n++
      if (node.booleans++ === 0) fold.news = true
  }
}

function made<T>(evidence: T): T {
  fold.news = true
  return evidence
}

function foldString(strings: StringEvidence, tape: Tape, row: number, manner: WordManner): void {
  const length = tape.length[row] as number
  const formats = tape.formats[row] as number
  strings.n++
  if (length < strings.minLength) strings.minLength = length
  if (length > strings.maxLength) strings.maxLength = length
  if (formats !== 0) countFormats(strings, formats)
  const sample = strings.distinct as DistinctSample
  const hash = tape.real[row] as number
  if (!sample.isNew(hash)) return
  const detected = tape.detected(row)
  if (!sample.admit(hash, detected) || manner === 'none' || detected.length > 0 || (formats & MEANING_BITS) !== 0) return
  const word = tape.wordAt(row, manner)
  if (word !== null) sample.setWord(hash, word)
}

function countFormats(strings: StringEvidence, bits: number): void {
  if ((bits & FORMAT_BIT.integerLike) !== 0) strings.integerLike++
  if ((bits & FORMAT_BIT.numberLike) !== 0) strings.numberLike++
  if ((bits & FORMAT_BIT.booleanLike) !== 0) strings.booleanLike++
  const meant = bits & (MEANING_BITS | FORMAT_BIT.byte | FORMAT_BIT.byteMark | FORMAT_BIT.proseLike)
  if (meant === 0) return
  // one turn per bit that is set, the lowest first: few values have more than one
  for (let bits = meant; bits !== 0; bits &= bits - 1) countFormat(strings, (FORMATS[31 - Math.clz32(bits & -bits)] as Format).id, 1)
}

function foldNumber(numbers: NumberEvidence, tape: Tape, row: number, manner: WordManner): void {
  const value = tape.real[row] as number
  countNumber(numbers, value)
  const sample = numbers.distinct as DistinctSample
  const hash = hashNumber(value)
  if (!sample.isNew(hash)) return
  const detected = tape.detected(row)
  if (sample.admit(hash, detected) && numbersKept(manner) && detected.length === 0) {
    const word = numberWord(value)
    if (word !== null) sample.setWord(hash, word)
  }
}

const numbersKept = (manner: WordManner): boolean => manner === 'plain' || manner === 'phrase'

function countNumber(numbers: NumberEvidence, value: number): void {
  numbers.n++
  if (Number.isInteger(value)) {
    numbers.integers++
    if (!Number.isSafeInteger(value)) numbers.big++
  }
  if (value < numbers.min) numbers.min = value
  if (value > numbers.max) numbers.max = value
}

function foldArray(node: SchemaNode, tape: Tape, row: number, manner: WordManner): void {
  const flags = tape.length[row] as number
  const arrays = (node.arrays ??= made(createArrays()))
  if ((flags & CONTAINER.cut) !== 0) node.cut++
  else {
    node.n++
    arrays.n++
    if ((flags & CONTAINER.deep) === 0) {
      const items = tape.formats[row] as number
      if (items === 0) arrays.empty++
      if (items < arrays.minItems) arrays.minItems = items
      if (items > arrays.maxItems) arrays.maxItems = items
    }
  }
  const behind = tape.next[row] as number
  for (let child = row + 1; child < behind; child = tape.next[child] as number) foldRow(arrays.item, tape, child, manner)
}

function foldObject(node: SchemaNode, tape: Tape, row: number): void {
  const flags = tape.length[row] as number
  const objects = (node.objects ??= made(createObjects()))
  const whole = (flags & CONTAINER.cut) === 0
  if (whole) {
    node.n++
    objects.n++
    if ((flags & CONTAINER.deep) === 0) countShape(objects, tape.real[row] as number, 1)
  } else node.cut++
  const behind = tape.next[row] as number
  for (let child = row + 1; child < behind; child = tape.next[child] as number)
    if (tape.kind[child] !== ROW.repeated) foldProperty(objects, tape, child, whole)
}

function foldProperty(objects: ObjectEvidence, tape: Tape, child: number, whole: boolean): void {
  const key = tape.key[child] as number
  const flags = key === LONG_KEY ? KEY.value : (tape.keys.flags[key] as number)
  if ((flags & KEY.value) === 0) {
    const name = tape.keys.names[key] as string
    let property = objects.properties.get(name) ?? null
    if (property === null) {
      property = admitProperty(objects, name, fold.bound)
      fold.grown = true
    }
    if (property !== null) {
      if (whole) property.present++
      foldRow(property.schema, tape, child, tape.keys.manners[key] as WordManner)
      return
    }
  } else if (key !== LONG_KEY)
    ((objects.valueKeys ??= new DistinctSample()) as DistinctSample).add(tape.keys.hashes[key] as number, NOTHING)
  if (whole) objects.overflowed++
  foldRow((objects.overflow ??= createSchemaNode()), tape, child, 'none')
}

/** The items of a value that is written as a list; the value itself is added beside it, by `foldScalar`. */
export function foldItems(node: SchemaNode, items: readonly Scalar[]): void {
  const arrays = (node.arrays ??= createArrays())
  arrays.n++
  arrays.minItems = Math.min(arrays.minItems, items.length)
  arrays.maxItems = Math.max(arrays.maxItems, items.length)
  for (const item of items) foldScalar(arrays.item, item)
}

/** Add the value of a parameter, header or cookie. */
export function foldScalar(node: SchemaNode, scalar: Scalar): void {
  node.n++
  switch (scalar.kind) {
    case 'null':
      node.nulls++
      return
    case 'boolean':
      node.booleans++
      return
    case 'string':
      foldText((node.strings ??= createStrings()), scalar)
      return
    default: {
      const numbers = (node.numbers ??= createNumbers())
      countNumber(numbers, scalar.number)
      const sample = numbers.distinct as DistinctSample
      if (sample.add(scalar.hash, scalar.detected) && scalar.word !== null) sample.setWord(scalar.hash, scalar.word)
    }
  }
}

function foldText(strings: StringEvidence, scalar: Scalar): void {
  strings.n++
  strings.minLength = Math.min(strings.minLength, scalar.length)
  strings.maxLength = Math.max(strings.maxLength, scalar.length)
  if (scalar.formats !== 0) countFormats(strings, scalar.formats)
  const sample = strings.distinct as DistinctSample
  if (sample.add(scalar.hash, scalar.detected) && scalar.word !== null) sample.setWord(scalar.hash, scalar.word)
}
