// Lists in one value of a query: `ids=1,2,3` (OpenAPI: style `form` that is not exploded).

import { FORMAT_BIT } from '../schema/formats.ts'
import type { NamedScalar } from './observation.ts'
import type { QueryPair } from './query.ts'
import type { ScalarReader } from './scalar.ts'

/** Longer values and lists are read as one value. */
const LENGTH_MAX = 4096
const ITEMS_MAX = 64
const LIST = /^[^\s,;]+(?:,[^\s,;]+)+$/
const PROSE = /[\s,]/

/** The value of a query without its text: as a whole and, where it is written as a list, item by item. */
export function readQueryPair({ name, value }: QueryPair, scalars: ScalarReader): NamedScalar {
  const scalar = scalars.read(value, name)
  if (!PROSE.test(value)) return { name, scalar }
  const items = scalar.formats === 0 && scalar.detected.length === 0 ? itemsOf(value) : null
  if (items !== null) return { name, scalar, items: items.map((item) => scalars.read(item, name)) }
  scalar.formats |= FORMAT_BIT.proseLike
  return { name, scalar }
}

function itemsOf(text: string): string[] | null {
  if (text.length > LENGTH_MAX || !LIST.test(text)) return null
  const items = text.split(',', ITEMS_MAX + 1)
  return items.length > ITEMS_MAX ? null : items
}
