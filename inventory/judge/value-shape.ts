// Whether the values at a place look like what a type would hold, where there is no validator to ask. Only from kinds, lengths and ranges.

import type { SchemaNode } from '../schema/schema-node.ts'

/** True, false, or null where nothing of the kind was seen. */
export function fitsShape(shape: string | undefined, node: SchemaNode): boolean | null {
  const { strings, numbers } = node
  if (strings === null && numbers === null) return null
  if (shape === undefined) return strings !== null || numbers !== null
  const [kind = '', low = '', high = ''] = shape.split(':')
  const min = Number(low)
  const max = Number(high)
  const integers = strings === null ? 0 : strings.integerLike / strings.n
  switch (kind) {
    case 'number':
      if (numbers !== null && numbers.n > 0) return numbers.min >= min && numbers.max <= max
      return strings !== null && (strings.numberLike + strings.integerLike) / strings.n > 0.5
    case 'digits':
      if (numbers !== null && numbers.n > 0) return numbers.integers === numbers.n && numbers.min >= 0 && numbers.max < 10 ** max
      return strings !== null && integers > 0.5 && strings.minLength >= min && strings.maxLength <= max
    case 'short':
      if (strings === null)
        return numbers !== null && numbers.integers === numbers.n && numbers.max >= 10 ** (min - 1) && numbers.max < 10 ** max
      return strings.minLength >= min && strings.maxLength <= max && strings.booleanLike === 0 && !isTime(node) && !isUrl(node)
    case 'name':
      return (
        strings !== null &&
        numbers === null &&
        strings.minLength >= 2 &&
        strings.maxLength <= 80 &&
        integers < 0.05 &&
        !isTime(node) &&
        !isUrl(node)
      )
    case 'word':
      return strings !== null && numbers === null && strings.maxLength <= 60 && integers < 0.1 && strings.booleanLike === 0 && !isTime(node)
    case 'address':
      return (
        strings !== null &&
        numbers === null &&
        strings.maxLength >= 6 &&
        strings.maxLength <= 200 &&
        integers < 0.1 &&
        !isTime(node) &&
        !isUrl(node)
      )
    case 'text':
      return strings !== null && strings.maxLength >= 3 && strings.booleanLike < strings.n && !isTime(node) && !isUrl(node)
    default:
      return true
  }
}

const share = (node: SchemaNode, formats: readonly string[]): number => {
  if (node.strings === null || node.strings.n === 0) return 0
  let n = 0
  for (const id of formats) n = Math.max(n, node.strings.formats.get(id) ?? 0)
  return n / node.strings.n
}

const isTime = (node: SchemaNode): boolean => share(node, ['date-time', 'date', 'time']) > 0.5
const isUrl = (node: SchemaNode): boolean => share(node, ['uri', 'uri-reference', 'uuid', 'hostname']) > 0.5
