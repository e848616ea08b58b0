import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonWalker, type WalkResult } from '../../../../inventory/observe/body/json.ts'
import { Tape } from '../../../../inventory/observe/body/tape.ts'
import { encodeSchema } from '../../../../inventory/schema/encode.ts'
import { foldBody } from '../../../../inventory/schema/fold.ts'
import { createSchemaNode, type SchemaNode } from '../../../../inventory/schema/schema-node.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'
import { slowFold, wellFormed } from '../../../support/slow-fold.ts'

const tape = new Tape(DEFAULT_LIMITS, () => [])
const walker = new JsonWalker(tape)
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function walk(bytes: Uint8Array, truncated = false, lines = false): { result: WalkResult; node: SchemaNode } {
  tape.reset(bytes)
  const result = lines ? walker.walkLines(bytes, 0, bytes.length, truncated) : walker.walk(bytes, 0, bytes.length, truncated)
  const node = createSchemaNode()
  if (result !== 'malformed') foldBody(node, { mediaType: 'application/json', bodyBytes: bytes.length, truncated, keyHashes: [], tape })
  return { result, node }
}
const fast = (text: string): unknown => plain(walk(bytesOf(text)).node)
function slow(...values: unknown[]): unknown {
  const node = createSchemaNode()
  for (const value of values) slowFold(node, value)
  return plain(node)
}
/** Without the hashes of key sets, which only the tape has. */
const plain = (node: SchemaNode): unknown =>
  JSON.parse(
    JSON.stringify(encodeSchema(withoutShapes(node), { words: 'all' }), (_, value) =>
      value === Infinity ? 'inf' : value === -Infinity ? '-inf' : value,
    ),
  )
function withoutShapes(node: SchemaNode): SchemaNode {
  if (node.arrays) withoutShapes(node.arrays.item)
  if (node.objects) {
    node.objects.shapes.clear()
    node.objects.shapesOverflow = false
    if (node.objects.overflow) withoutShapes(node.objects.overflow)
    for (const { schema } of node.objects.properties.values()) withoutShapes(schema)
  }
  return node
}

const keys = fc.oneof(
  fc.constantFrom('id', 'name', 'type', 'state', '', 'a b', '2024', 'é', '\u0000', '"', '\\', 'password'),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const leaves = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -0,
    1,
    1e21,
    2 ** 53,
    Number('12345678901234567890'),
    0.1,
    1e-7,
    5e-324,
    1.7976931348623157e308,
    123456789012345.6,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('active', 'x', '2026-01-02', 'a@b.co', 'https://x.y/z', '10.0.0.1', '1', '1.5', 'true', '😀', 'tab\tand "quote"'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.uuid(),
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    leaves,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 6, noNullPrototype: true }),
  ),
}))

test('the tape folds to what JSON.parse would give', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space)
      expect(walk(bytesOf(text)).result).toBe('whole')
      expect(fast(text)).toEqual(slow(JSON.parse(text)))
    }),
    { numRuns: 500 },
  )
})

test('any text is read as JSON.parse reads it, or refused as it refuses it', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.eE+-truefalsn\\u \n\u0001'), maxLength: 12 }),
    fc.tuple(json, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '0', 'e', '\n', '\u0001')).map(([value, at, put]) => {
      const whole = JSON.stringify(value)
      return whole.slice(0, at % (whole.length + 1)) + put + whole.slice((at % (whole.length + 1)) + 1)
    }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const { result, node } = walk(bytesOf(given))
      let parsed: { value: unknown } | null = null
      try {
        parsed = { value: JSON.parse(wellFormed(given)) }
      } catch {}
      if (parsed === null) expect(result).not.toBe('whole')
      else {
        expect(result).toBe('whole')
        expect(plain(node)).toEqual(slow(parsed.value))
      }
    }),
    { numRuns: 3000 },
  )
})

/** Everything `part` claims was seen, `whole` claims at least as often. */
function within(part: SchemaNode, whole: SchemaNode): boolean {
  const counts: [number, number][] = [
    [part.n, whole.n],
    [part.nulls, whole.nulls],
    [part.booleans, whole.booleans],
    [part.numbers?.n ?? 0, whole.numbers?.n ?? 0],
    [part.strings?.n ?? 0, whole.strings?.n ?? 0],
    [part.arrays?.n ?? 0, whole.arrays?.n ?? 0],
    [part.objects?.n ?? 0, whole.objects?.n ?? 0],
  ]
  if (counts.some(([a, b]) => a > b)) return false
  for (const hash of part.strings?.distinct.values.keys() ?? []) if (!whole.strings?.distinct.values.has(hash)) return false
  for (const hash of part.numbers?.distinct.values.keys() ?? []) if (!whole.numbers?.distinct.values.has(hash)) return false
  if (part.arrays && !within(part.arrays.item, whole.arrays?.item ?? createSchemaNode())) return false
  if (part.objects?.overflow && !within(part.objects.overflow, whole.objects?.overflow ?? createSchemaNode())) return false
  for (const [name, { present, schema }] of part.objects?.properties ?? []) {
    const other = whole.objects?.properties.get(name)
    if (!other || present > other.present || !within(schema, other.schema)) return false
  }
  return true
}

test('a text cut anywhere claims nothing that the whole text does not hold', () => {
  fc.assert(
    fc.property(json, fc.boolean(), (value, truncated) => {
      const bytes = bytesOf(JSON.stringify(value))
      const whole = walk(bytes).node
      for (let length = 0; length < bytes.length; length++) {
        const { result, node } = walk(bytes.subarray(0, length), truncated)
        if (truncated || typeof value !== 'number') expect(result).not.toBe('whole')
        if (truncated || typeof value !== 'number') expect(within(node, whole), `${JSON.stringify(value)} cut at ${length}`).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

describe('odd documents', () => {
  test('of a repeated name the last value counts', () => {
    expect(fast('{"a":1,"b":{"a":"x"},"a":[true],"c":2,"a":null}')).toEqual(slow({ a: null, b: { a: 'x' }, c: 2 }))
  })
  test('a byte order mark and a guard against inclusion are skipped', () => {
    expect(fast('\ufeff{"a":1}')).toEqual(slow({ a: 1 }))
    expect(fast(")]}',\n[1]")).toEqual(slow([1]))
  })
  test('below the depth limit an array is an array, whatever it holds', () => {
    const text = `${'[{"a":'.repeat(10)}7${'}]'.repeat(10)}`
    expect(fast(text)).toEqual(slow(JSON.parse(text)))
  })
  test('nesting without end is refused', () => {
    expect(walk(bytesOf('['.repeat(100_000))).result).toBe('malformed')
    expect(walk(bytesOf('{"a":'.repeat(100_000))).result).toBe('malformed')
  })
  test('escapes in names, half surrogates, long names', () => {
    const text = `{"\\u0069d":1,"\\ud83d\\ude00":2,"\\ud83d":3,"${'x'.repeat(200)}":"y"}`
    expect(fast(text)).toEqual(slow(JSON.parse(text)))
  })
  test('a cut object says nothing about what it lacks', () => {
    const { result, node } = walk(bytesOf('{"a":1,"b":"half'), true)
    expect(result).toBe('cut')
    expect(node.n).toBe(0)
    expect(node.cut).toBe(1)
    expect(node.objects?.n).toBe(0)
    expect(node.objects?.properties.get('a')).toMatchObject({ present: 0, schema: { n: 1 } })
    expect(node.objects?.properties.get('b')).toMatchObject({ present: 0, schema: { n: 0, cut: 1, strings: null } })
  })
  test('lines are documents; a broken line costs itself only', () => {
    const { result, node } = walk(bytesOf('{"a":1}\n{"a":\n\n{"a":2}\r\n{"a":3'), false, true)
    expect(result).toBe('cut')
    expect(node.n).toBe(2)
    expect(node.cut).toBe(1)
  })
  test('more values than rows: the rest is missing, and the body counts as cut', () => {
    const { node } = walk(bytesOf(`{"big":[${'1,'.repeat(70_000)}1],"z":1}`))
    expect(node.cut).toBe(1)
    expect(node.objects?.properties.get('big')?.schema.cut).toBe(1)
  })
})
