// What values look like in this service, and what literals look like: methods and parts below them, counted over all positions of a
// first pass. A word that nothing is known of, alone at its position, is told by it: `PATCH` and `DELETE` here, `status` below.

import { mix32 } from '../observe/hash.ts'
import type { Position } from './features.ts'
import type { Leaf } from './trie.ts'
import type { View } from './view.ts'

/** Key hashes per method, and parts below, that are looked at. */
const KEYS = 2
const PARTS = 24
const SCORE_MAX = 6
const VALUE = 0x51ed270b

/** Token -> how many positions have values, or literals, that show it. Values of one position count as one. */
type Counts = Map<number, number>

interface PositionCounts {
  values: Counts
  literals: Counts
  valueN: number
  literalN: number
}

export class StructureScores {
  readonly #values: Counts = new Map()
  readonly #literals: Counts = new Map()
  #valueN = 0
  #literalN = 0
  readonly #own = new Map<unknown, PositionCounts>()

  note(view: View<Leaf>, words: readonly View<Leaf>[], position: Position, isValue: readonly boolean[]): void {
    const own: PositionCounts = { values: new Map(), literals: new Map(), valueN: 0, literalN: 0 }
    const values = words.filter((_, i) => isValue[i])
    if (view.value) values.push(view.value)
    for (const value of values) addAll(own.values, tokensOf(value, view, position), 1 / values.length)
    own.valueN = values.length > 0 ? 1 : 0
    words.forEach((word, i) => {
      if (isValue[i]) return
      addAll(own.literals, tokensOf(word, view, position), 1)
      own.literalN++
    })
    this.#own.set(view.marks[0], own)
    for (const [token, n] of own.values) this.#values.set(token, (this.#values.get(token) ?? 0) + n)
    for (const [token, n] of own.literals) this.#literals.set(token, (this.#literals.get(token) ?? 0) + n)
    this.#valueN += own.valueN
    this.#literalN += own.literalN
  }

  /** Log-odds, by all other positions, that a word which looks like `word` is a value; and the strongest token alone. */
  of(word: View<Leaf>, view: View<Leaf>, position: Position): number {
    const own = this.#own.get(view.marks[0])
    const valueN = this.#valueN - (own?.valueN ?? 0)
    const literalN = this.#literalN - (own?.literalN ?? 0)
    if (valueN < 2 || literalN < 2) return 0
    let sum = 0
    const tokens = tokensOf(word, view, position).sort((a, b) => a - b)
    for (const token of tokens) {
      const inValues = (this.#values.get(token) ?? 0) - (own?.values.get(token) ?? 0)
      const inLiterals = (this.#literals.get(token) ?? 0) - (own?.literals.get(token) ?? 0)
      sum += Math.log(((inValues + 0.5) / (valueN + 1)) * ((literalN + 1) / (inLiterals + 0.5)))
    }
    // Tokens of one word go together: they are not so many independent witnesses.
    return Math.max(-SCORE_MAX, Math.min(SCORE_MAX, sum / Math.sqrt(Math.max(1, tokens.length))))
  }
}

function addAll(into: Counts, tokens: readonly number[], n: number): void {
  for (const token of tokens) into.set(token, (into.get(token) ?? 0) + n)
}

/** What a word is like without its name: what is above it, its methods with their answers, the parts below it. */
function tokensOf(word: View<Leaf>, view: View<Leaf>, position: Position): number[] {
  let above = position.root ? 1 : position.parent === null ? 2 : /[^s]s$/i.test(position.parent) ? 3 : 4
  if (view.leaves.has('GET')) above |= 8
  if (view.leaves.has('POST')) above |= 16
  const tokens = [mix32(above, 11)]
  for (const [method, keys] of word.keys) {
    const seed = mix32(textHash(method), above & 24)
    tokens.push(seed)
    for (let i = 0; i < KEYS && i < keys.length; i++) tokens.push(mix32(seed, (keys[i] as number) | 0))
  }
  if (word.leaves.size === 0) tokens.push(mix32(above & 24, 13))
  if (word.value || word.affixed.size > 0) tokens.push(VALUE)
  if (!word.hasChildren) tokens.push(mix32(above & 24, 17))
  const below = [...word.words.values()].map((child) => mix32(child.hash | 0, 19)).sort((a, b) => a - b)
  if (below.length <= PARTS) tokens.push(...below)
  return tokens
}

const hashes = new Map<string, number>()

function textHash(text: string): number {
  let hash = hashes.get(text)
  if (hash === undefined) {
    hash = 7
    for (let i = 0; i < text.length; i++) hash = mix32(hash, text.charCodeAt(i))
    if (hashes.size < 64) hashes.set(text, hash)
  }
  return hash
}
