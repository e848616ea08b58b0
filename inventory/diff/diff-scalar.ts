// Parameters: values that come as text, so that their type is what the text reads as.

import type { JsonSchema, SchemaNode } from '../schema/index.ts'
import { chanceOfOneSide, GONE_BELOW } from './chance.ts'
import type { ChangeList, ChangePlace } from './change-list.ts'
import { enumOf, formatOf, VALUES_MIN } from './schema-facts.ts'

/** integer < number < string, boolean < string: every text is a string. */
const WIDER: Readonly<Record<string, readonly string[]>> = { integer: ['number', 'string'], number: ['string'], boolean: ['string'] }

export function diffScalar(
  { list, at }: { list: ChangeList; at: ChangePlace },
  place: string,
  base: JsonSchema,
  head: JsonSchema,
  [before, now]: readonly [SchemaNode, SchemaNode],
): void {
  const [was, is] = [typeOf(base), typeOf(head)]
  const [n, m] = [before.n, now.n]
  if (was !== is && was !== '' && is !== '') {
    const isWider = WIDER[was]?.includes(is) === true
    const isNarrower = WIDER[is]?.includes(was) === true
    const rule = isWider
      ? 'request-parameter-type-widened'
      : isNarrower
        ? 'request-parameter-type-narrowed'
        : 'request-parameter-type-changed'
    const chance = chanceOfOneSide(Math.min(n, m), Math.max(n, m), Math.min(n, m))
    // a narrower type is the absence of the wider one
    if (!isNarrower || chance < GONE_BELOW)
      list.add(rule, at, { place, text: `${place}: ${was} became ${is}`, before: was, after: is, chance })
    return
  }
  const [values, valuesNow] = [enumOf(base), enumOf(head)]
  if (values !== null && valuesNow !== null) {
    for (const value of valuesNow)
      if (!values.includes(value))
        list.add('request-parameter-enum-value-added', at, { place, text: `${place} takes ${value} now`, after: value })
    return
  }
  const [format, formatNow] = [formatOf(base), formatOf(head)]
  if (format !== formatNow && n >= VALUES_MIN && m >= VALUES_MIN && format !== '' && formatNow !== '')
    list.add('request-parameter-format-changed', at, {
      place,
      text: `${place}: ${format} became ${formatNow}`,
      before: format,
      after: formatNow,
    })
}

const typeOf = (schema: JsonSchema): string => (typeof schema['type'] === 'string' ? schema['type'] : '')
