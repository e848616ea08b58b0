// Small numbers, versions and dates in a path are values, unless they are part of the base path: `/rest/api/3`, `/2.0`, `/2010-04-01`.

import type { Position } from './features.ts'
import { isBaseWord } from './names.ts'
import type { Leaf } from './trie.ts'
import type { View } from './view.ts'

const LITERALS_MAX = 2
/** Versions of a whole API that are in use at one time. */
const VERSIONS_MAX = 4
const EXCHANGES_MIN = 20
/** So few will do where more than a resource has below it stands below the number. */
const EXCHANGES_FEW = 8
/** A version or a date at the root is hardly ever anything else. */
const VERSIONS_EXCHANGES = 4
const CHILDREN_MANY = 3
const TRAFFIC_SHARE_MIN = 0.2
const CHILDREN_MIN = 2
const SMALL_INTEGER = /^\d{1,2}$/
const VERSION = /^v?\d{1,2}(?:\.\d{1,2}){1,2}$/
const DATE = /^20\d\d-\d\d-\d\d$/

/**
 * True when the constants at `view` are literals: one or two of them, no other values beside them, much of the traffic, and a tree
 * of paths below.
 */
export function areLiterals<L extends Leaf>(view: View<L>, position: Position): boolean {
  const { constants } = view
  if (constants.size === 0 || view.value !== null) return false
  const areVersions = (position.root || isBaseWord(position.parent)) && ![...constants.keys()].some((text) => SMALL_INTEGER.test(text))
  if (constants.size > (areVersions ? VERSIONS_MAX : LITERALS_MAX)) return false
  if (position.parent !== null && /[^s]s$/i.test(position.parent)) return false
  let n = 0
  const below = new Set<string>()
  for (const [text, child] of constants) {
    if (!SMALL_INTEGER.test(text) && !VERSION.test(text) && !DATE.test(text)) return false
    n += child.n
    for (const word of child.words.keys()) below.add(word)
  }
  const few = areVersions ? VERSIONS_EXCHANGES : EXCHANGES_FEW
  const enough = (n >= EXCHANGES_MIN && below.size >= CHILDREN_MIN) || (n >= few && below.size >= CHILDREN_MANY)
  return enough && n > view.n * TRAFFIC_SHARE_MIN
}
