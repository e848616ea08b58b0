// Two bodies of one place: what their values are, which properties they have.

import { type JsonSchema, type SchemaNode, toJsonSchema } from '../schema/index.ts'
import { chanceOfOneSide, GONE_BELOW } from './chance.ts'
import type { ChangeDetail, ChangeList, ChangePlace } from './change-list.ts'
import type { DiffRuleId } from './rules.ts'
import { enumOf, formatOf, isRequired, itemSchema, propertyNames, propertySchema, VALUES_MIN } from './schema-facts.ts'

export interface BodyPlace {
  readonly list: ChangeList
  readonly at: ChangePlace
  readonly direction: 'request' | 'response'
  /** `request.body`, `response 200`. */
  readonly where: string
  /** Bodies of errors are promises of less weight. */
  readonly isError: boolean
}

interface Side {
  readonly node: SchemaNode
  readonly json: JsonSchema | undefined
}

export function diffBody(place: BodyPlace, base: SchemaNode, head: SchemaNode): void {
  if (base.n === 0 || head.n === 0) return
  const { direction } = place
  const side = (node: SchemaNode): Side => ({ node, json: toJsonSchema(node, { direction, evidence: false }) })
  diffValue(place, '$', side(base), side(head))
}

function diffValue(place: BodyPlace, path: string, base: Side, head: Side): void {
  const hasOtherType = diffTypes(place, path, base.node, head.node)
  diffNull(place, path, base.node, head.node)
  if (hasOtherType) return
  if (base.node.strings && head.node.strings) diffWords(place, path, base, head)
  if (base.node.arrays && head.node.arrays)
    diffValue(
      place,
      `${path}[]`,
      { node: base.node.arrays.item, json: itemSchema(base.json) },
      { node: head.node.arrays.item, json: itemSchema(head.json) },
    )
  if (base.node.objects && head.node.objects) diffProperties(place, path, base, head)
}

function report(place: BodyPlace, rule: string, path: string, detail: ChangeDetail): void {
  const id = `${place.direction}-${rule}` as DiffRuleId
  place.list.add(id, place.at, { place: `${place.where} ${path}`, ...(place.isError ? { atMost: 'warning' as const } : {}), ...detail })
}

/** Kinds of value, null aside. */
function kindsOf(node: SchemaNode): Map<string, number> {
  const kinds: [string, number][] = [
    ['boolean', node.booleans],
    [node.numbers?.integers === node.numbers?.n ? 'integer' : 'number', node.numbers?.n ?? 0],
    ['string', node.strings?.n ?? 0],
    ['array', node.arrays?.n ?? 0],
    ['object', node.objects?.n ?? 0],
  ]
  return new Map(kinds.filter(([, n]) => n > 0))
}

/** True when no kind is left of those before. */
function diffTypes(place: BodyPlace, path: string, base: SchemaNode, head: SchemaNode): boolean {
  const [before, now] = [kindsOf(base), kindsOf(head)]
  if (before.size === 0 || now.size === 0) return false
  const [was, is] = [names(before), names(now)]
  if (was === is) return false
  const [n, m] = [sum(before), sum(now)]
  const added = [...now].filter(([kind]) => !before.has(kind) && !(kind === 'integer' && before.has('number')))
  const gone = [...before].filter(([kind]) => !now.has(kind) && !(kind === 'integer' && now.has('number')))
  const text = `${path}: ${was} became ${is}`
  const toNumber = now.has('number') && before.has('integer')
  const fromNumber = before.has('number') && now.has('integer')
  const isReplaced = ![...before.keys()].some((kind) => now.has(kind)) && !toNumber && !fromNumber
  if (isReplaced) {
    report(place, 'property-type-changed', path, {
      text,
      before: was,
      after: is,
      chance: chanceOfOneSide(Math.min(n, m), Math.max(n, m), Math.min(n, m)),
    })
    return true
  }
  if (added.length > 0) {
    // of numbers, only those that are no integers are new
    const times = added.reduce((a, [kind, times]) => a + (kind === 'number' && toNumber ? times - (head.numbers?.integers ?? 0) : times), 0)
    report(place, 'property-type-widened', path, { text, before: was, after: is, chance: chanceOfOneSide(times, m, n) })
  } else if (gone.length > 0) {
    const times = gone.reduce(
      (a, [kind, times]) => a + (kind === 'number' && fromNumber ? times - (base.numbers?.integers ?? 0) : times),
      0,
    )
    if (chanceOfOneSide(times, n, m) < GONE_BELOW) report(place, 'property-type-narrowed', path, { text, before: was, after: is })
  }
  return false
}

const names = (kinds: ReadonlyMap<string, number>): string => [...kinds.keys()].sort().join(' or ')
const sum = (kinds: ReadonlyMap<string, number>): number => [...kinds.values()].reduce((a, b) => a + b, 0)

function diffNull(place: BodyPlace, path: string, base: SchemaNode, head: SchemaNode): void {
  const [n, m] = [base.n - base.cut, head.n - head.cut]
  if (base.nulls === 0 && head.nulls > 0)
    report(place, 'property-became-nullable', path, {
      text: `${path} may be null now (${head.nulls} of ${m})`,
      before: 'not null',
      after: 'null',
      chance: chanceOfOneSide(head.nulls, m, n),
    })
  if (base.nulls > 0 && head.nulls === 0 && chanceOfOneSide(base.nulls, n, m) < GONE_BELOW)
    report(place, 'property-became-not-nullable', path, { text: `${path} is not null any more`, before: 'null', after: 'not null' })
}

function diffWords(place: BodyPlace, path: string, base: Side, head: Side): void {
  const [n, m] = [base.node.strings?.n ?? 0, head.node.strings?.n ?? 0]
  const [values, valuesNow] = [enumOf(base.json), enumOf(head.json)]
  if (values !== null && valuesNow !== null) {
    for (const value of valuesNow)
      if (!values.includes(value)) report(place, 'property-enum-value-added', path, { text: `${path} may be ${value} now`, after: value })
    for (const value of values)
      if (!valuesNow.includes(value) && chanceOfOneSide(wordCount(base.node, value), n, m) < GONE_BELOW)
        report(place, 'property-enum-value-removed', path, { text: `${path} is not ${value} any more`, before: value })
    return
  }
  const [format, formatNow] = [formatOf(base.json), formatOf(head.json)]
  if (format === formatNow || n < VALUES_MIN || m < VALUES_MIN) return
  report(place, 'property-format-changed', path, {
    text: `${path}: ${format || 'no format'} became ${formatNow || 'no format'}`,
    before: format,
    after: formatNow,
  })
}

function wordCount(node: SchemaNode, word: string): number {
  for (const value of node.strings?.distinct.values.values() ?? []) if (value.word === word) return value.n
  return 0
}

function diffProperties(place: BodyPlace, path: string, base: Side, head: Side): void {
  const [before, now] = [base.node.objects, head.node.objects]
  if (before === null || now === null) return
  // the keys of maps are values, not names
  const fixed = propertyNames(base.json) ?? [...before.properties.keys()]
  const fixedNow = propertyNames(head.json) ?? [...now.properties.keys()]
  const [n, m] = [before.n, now.n]
  for (const name of fixed.sort()) {
    const property = before.properties.get(name)
    if (property === undefined) continue
    const child = `${path}${step(name)}`
    const other = now.properties.get(name)
    if (other === undefined) diffGone(place, child, { present: property.present, n, m })
    else {
      diffPresence(place, child, { was: property.present, n, is: other.present, m, isRequired: isRequired(head.json, name) })
      diffValue(
        place,
        child,
        { node: property.schema, json: propertySchema(base.json, name) },
        { node: other.schema, json: propertySchema(head.json, name) },
      )
    }
  }
  for (const name of fixedNow.sort()) {
    const property = now.properties.get(name)
    if (property === undefined || before.properties.has(name)) continue
    const child = `${path}${step(name)}`
    const chance = chanceOfOneSide(property.present, m, n)
    if (place.direction === 'request' && isRequired(head.json, name))
      report(place, 'property-required-added', child, { text: `${child} is in every request now`, after: name, chance })
    else report(place, 'property-added', child, { text: `${child} is new (in ${property.present} of ${m})`, after: name })
  }
}

function diffGone(place: BodyPlace, path: string, { present, n, m }: { present: number; n: number; m: number }): void {
  const chance = chanceOfOneSide(present, n, m)
  const before = `in ${present} of ${n}`
  if (place.direction === 'request') {
    if (chance < GONE_BELOW) report(place, 'property-removed', path, { text: `${path} is not sent any more (was ${before})`, before })
    return
  }
  if (chance < GONE_BELOW) {
    const rule = present === n ? 'required-property-removed' : 'optional-property-removed'
    report(place, rule, path, { text: `${path} is gone (was ${before}, now in none of ${m})`, before, after: `in 0 of ${m}` })
  } else
    report(place, 'property-not-observed', path, {
      text: `${path} was not seen (was ${before}, now in none of ${m}); that may be chance`,
      before,
    })
}

interface Presence {
  readonly was: number
  readonly n: number
  readonly is: number
  readonly m: number
  /** The newer schema demands it. */
  readonly isRequired: boolean
}

function diffPresence(place: BodyPlace, path: string, { was, n, is, m, isRequired: required }: Presence): void {
  if (was === n && is < m)
    report(place, 'property-became-optional', path, {
      text: `${path} is missing in ${m - is} of ${m} now`,
      before: 'required',
      after: 'optional',
      chance: chanceOfOneSide(m - is, m, n),
    })
  if (was < n && is === m && chanceOfOneSide(n - was, n, m) < GONE_BELOW && (required || place.direction === 'response'))
    report(place, 'property-became-required', path, { text: `${path} is always there now`, before: 'optional', after: 'required' })
}

/** A step of a JSONPath: `.name`, or `['odd name']`. */
const step = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "\\'")}']`)
