// The children of one position, apart by what stands around their values: `{}`, `{}.json`, `Orders({})`. Each lane is decided like a position
// of its own, by its stems. A lane is there only where the syntax says so or few endings come with several stems; otherwise what it would
// hold are values and words as they are.

import { type Affix, affixKey, affixKind, stemOf } from './affix.ts'
import type { Guides } from './guide.ts'
import type { Leaf } from './trie.ts'
import { unite, View } from './view.ts'

export interface Lane<L extends Leaf> {
  readonly affix: Affix
  /** Whole text -> the word, judged by its stem. */
  readonly words: Map<string, View<L>>
  readonly value: View<L> | null
  /** By a rule or a description: its words are values. */
  readonly forced: boolean
}

export interface Lanes<L extends Leaf> {
  /** Of what is a literal or a value as a whole. */
  readonly plain: View<L>
  readonly inside: readonly Lane<L>[]
}

/** More different endings at one position are those of names, not formats. */
const FORMATS_MAX = 8
/** Resources have more verbs than formats. */
const VERBS_MAX = 24
/** Words with one ending, from which that ending is not part of the words. */
const STEMS_MIN = 3
/** Files are called so: an ending that is no format. */
const ENDING = /\.[A-Za-z][A-Za-z0-9]{0,7}$/

/** The lanes of `view`, by affix in the order of text. What arrived first is not to be seen in them. */
export function lanesOf<L extends Leaf>(view: View<L>, guides: Guides): Lanes<L> {
  if (guides.affixes.length === 0 && view.affixed.size === 0 && ![...view.words.values()].some(hasAffix)) return { plain: view, inside: [] }
  const words = new Map(view.words)
  const described = guides.affixes.map((affix) => takeLane(view, words, affix, guides, true))
  const found = new Found(view, words, new Set(guides.affixes.map(affixKey)))
  const inside = [...described]
  const values = view.value ? [view.value] : []
  for (const affix of found.affixes) {
    const value = view.affixed.get(affixKey(affix))
    if (found.isLane(affix, guides)) inside.push(takeLane(view, words, affix, guides, false))
    else if (value) values.push(value)
  }
  const lanes = inside.filter((lane) => lane.words.size > 0 || lane.value)
  return {
    plain: view.part({ words, constants: view.constants, value: unite(values) }),
    inside: lanes.sort((a, b) => (affixKey(a.affix) < affixKey(b.affix) ? -1 : 1)),
  }
}

const affixOf = <L extends Leaf>(view: View<L>): Affix | null => view.nodes[0]?.affix ?? null
const hasAffix = <L extends Leaf>(word: View<L>): boolean => affixOf(word) !== null

/** Take what fits `affix` out of `words`. */
function takeLane<L extends Leaf>(view: View<L>, words: Map<string, View<L>>, affix: Affix, guides: Guides, forced: boolean): Lane<L> {
  const own = new Map<string, View<L>>()
  const key = affixKey(affix)
  for (const [text, word] of words) {
    const stem = stemOf(text, affix)
    const around = affixOf(word)
    if (stem === '' || guides.keeps(text) || (!forced && (around === null || affixKey(around) !== key))) continue
    own.set(text, new View(word.nodes, stem))
    words.delete(text)
  }
  return { affix, words: own, value: view.affixed.get(key) ?? null, forced }
}

/** The affixes at one position, with the stems of their words. */
class Found<L extends Leaf> {
  readonly #view: View<L>
  readonly #affixes = new Map<string, Affix>()
  readonly #stems = new Map<string, string[]>()
  /** Stem -> affixes that it comes with. */
  readonly #comes = new Map<string, number>()
  readonly #hasFiles: boolean
  readonly #hasVerbs: boolean

  constructor(view: View<L>, words: ReadonlyMap<string, View<L>>, known: ReadonlySet<string>) {
    this.#view = view
    for (const child of [...words.values(), ...view.affixed.values()]) {
      const affix = affixOf(child)
      if (affix === null || known.has(affixKey(affix))) continue
      const key = affixKey(affix)
      this.#affixes.set(key, affix)
      const stem = stemOf(child.whole, affix)
      if (stem === '') continue
      const stems = this.#stems.get(key)
      if (stems) stems.push(stem)
      else this.#stems.set(key, [stem])
      this.#comes.set(stem, (this.#comes.get(stem) ?? 0) + 1)
    }
    this.#hasVerbs = [...view.affixed.values()].some((child) => affixKind(affixOf(child) as Affix) === 'verb')
    this.#hasFiles = [...words.values()].some((word) => !hasAffix(word) && ENDING.test(word.whole))
  }

  get affixes(): Affix[] {
    return [...this.#affixes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, affix]) => affix)
  }

  isLane(affix: Affix, guides: Guides): boolean {
    const kind = affixKind(affix)
    if (kind === 'key') return true
    const alike = this.affixes.filter((other) => affixKind(other) === kind).length
    if (alike > (kind === 'format' ? FORMATS_MAX : VERBS_MAX)) return false
    const stems = this.#stems.get(affixKey(affix)) ?? []
    const hasValues = this.#view.affixed.has(affixKey(affix))
    // A description that has a parameter here means all of the segment.
    if (kind === 'format' && (guides.force || this.#hasFiles)) return false
    // Where one verb stands behind a value by its form, the others do, too.
    if (hasValues || (kind === 'verb' && this.#hasVerbs)) return true
    // `nginx:latest` among values such as `nginx:1.25` is a name with a colon in it.
    if (kind === 'verb' && this.#view.value?.nodes.some((node) => node.classes?.has('encoded'))) return false
    return stems.length >= STEMS_MIN || stems.some((stem) => this.#view.words.has(stem) || (this.#comes.get(stem) ?? 0) > 1)
  }
}
