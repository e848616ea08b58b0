// The mergeable evidence behind a JSON Schema: what was seen at one place of a body (or of a parameter). It becomes a
// schema only at export (to-json-schema.ts). Every field is a sum, a minimum or maximum, or a set bounded by
// smallest hash, so merging is commutative and associative and arrival order never shows.

/** Values at one place. Counts are of values, not of bodies. */
export interface SchemaNode {
  /** Values seen, of any kind. */
  n: number
  nulls: number
  booleans: number
  numbers: NumberEvidence | null
  strings: StringEvidence | null
  arrays: ArrayEvidence | null
  objects: ObjectEvidence | null
  /** Values that were cut off (truncated body). A cut string or number counts nowhere else; of a cut array or object, what is in it counts. */
  cut: number
  /** Top of a body only: how often the bounds of its objects had to be lowered (bounds.ts). Missing: never. */
  tightness?: number
}

export interface NumberEvidence {
  n: number
  /** Of those, integers by value: 1.0 is one. */
  integers: number
  min: number
  max: number
  /** Integers beyond 2^53, which a double cannot hold. */
  big: number
  distinct: DistinctEvidence
}

export interface StringEvidence {
  n: number
  minLength: number
  maxLength: number
  /** Format id (formats.ts) -> values that match it. A format with no row never matched. Counted by `countFormat`. */
  formats: ReadonlyMap<string, number>
  /** Values that read as an integer, a number, a boolean: how query and header parameters get their type. */
  integerLike: number
  numberLike: number
  booleanLike: number
  distinct: DistinctEvidence
}

export interface DistinctValue {
  n: number
  /** The value itself, for candidates of an enum only. */
  word: string | null
  /** The sensitive types whose validator passed. */
  detected: readonly string[]
}

/**
 * Distinct values, known only by hash; the text of a value is kept only while it may be a word of an enum. In memory the hash
 * is a fixed 53-bit one, so that the sample does not depend on a key; the store replaces it by an HMAC under the key of the database.
 */
export interface DistinctEvidence {
  /** Hash -> count, word, types. Bounded by smallest hash. A copy: made anew at each access. */
  readonly values: ReadonlyMap<number, DistinctValue>
  /** There were more distinct values than the bound: `values` is then a sample by smallest hash, no longer all of them. */
  readonly overflow: boolean
}

export interface ArrayEvidence {
  n: number
  empty: number
  minItems: number
  maxItems: number
  item: SchemaNode
}

export interface ObjectEvidence {
  /** Objects seen whole: what `present` is a share of. */
  n: number
  properties: Map<string, PropertyEvidence>
  /** Values under names that are not kept apart, melded: names that are values themselves (ids, dates, addresses), too long, or beyond the bound. */
  overflow: SchemaNode | null
  /** How many, in whole objects. */
  overflowed: number
  /** Those names that are values, by hash only: they are data. */
  valueKeys: DistinctEvidence | null
  /** Hash of a set of names -> objects with it (names that are values count as one). Bounded by smallest hash. */
  shapes: Map<number, number>
  /** There were more sets than the bound. */
  shapesOverflow: boolean
}

export interface PropertyEvidence {
  /** Whole objects that had it. */
  present: number
  schema: SchemaNode
}

/** Evidence of nothing: the identity of merging. */
export function createSchemaNode(): SchemaNode {
  return { n: 0, nulls: 0, booleans: 0, numbers: null, strings: null, arrays: null, objects: null, cut: 0 }
}
