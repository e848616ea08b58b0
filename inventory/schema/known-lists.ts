// Closed lists that one place of a service shows and another only hints at: `shared_link.access` came a thousand times in one answer and four
// times in another. Same name under the same name, and all values on the list: it is the same list. Where two places that are sure of
// themselves differ, neither speaks for others; nor do places at the top of bodies, where `region` of one resource is not that of another.

import { enumOfStrings } from './enum-rule.ts'
import type { SchemaNode, StringEvidence } from './schema-node.ts'

/** Hash of a value -> the value. */
type List = ReadonlyMap<number, string>

export class KnownLists {
  /** Name of a place -> its list; null where places differ. */
  readonly #lists = new Map<string, List | null>()

  /** Takes note of every closed list in `node`; `name`: of the property that it stands under, '' for a body. */
  learn(node: SchemaNode, name = '', parent = ''): void {
    if (node.strings !== null) this.#note(node.strings, name, parent)
    if (node.arrays !== null) this.learn(node.arrays.item, name, parent)
    if (node.objects === null) return
    for (const [child, { schema }] of node.objects.properties) this.learn(schema, child, name)
  }

  /** The list of the place `name` under `parent`, sorted, if all of `strings` are on it; null if there is none. */
  find({ distinct }: StringEvidence, name: string, parent: string): string[] | null {
    const list = this.#lists.get(placeOf(name, parent))
    if (list == null || distinct.overflow) return null
    for (const [hash, { detected }] of distinct.values) if (!list.has(hash) || detected.length > 0) return null
    return [...list.values()].sort()
  }

  #note(strings: StringEvidence, name: string, parent: string): void {
    if (parent === '' || enumOfStrings(strings, name) === null) return
    const list = new Map(Array.from(strings.distinct.values, ([hash, { word }]) => [hash, word as string]))
    const place = placeOf(name, parent)
    const known = this.#lists.get(place)
    if (known === null) return
    this.#lists.set(place, known === undefined ? list : largerOf(known, list))
  }
}

/** JSON, for names may hold any character. */
const placeOf = (name: string, parent: string): string => JSON.stringify([parent, name])

/** The one that holds the other; null if neither does. */
function largerOf(a: List, b: List): List | null {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const hash of small.keys()) if (!large.has(hash)) return null
  return large
}
