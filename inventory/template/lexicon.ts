// Words of public APIs: in how many each occurs as a literal of a path, what usually follows it, and which words name fields, schemas
// and operations. Made by `npm run train`.

export interface LexiconData {
  /** Word -> APIs that have it as a literal in a path. */
  words: Record<string, number>
  /** Word -> log-odds that a parameter follows. */
  priors: Record<string, number>
  /** Log-odds that a parameter follows a word of which nothing is known. */
  prior: number
  /** Part of the name of a field, schema or operation, in the singular -> APIs that have it. */
  fields?: Record<string, number>
}

const PARTS = /[-_.:$~]+|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Za-z]{2})/

/** What a lexicon says of one word. */
export interface LexicalFacts {
  readonly lexicon: Lexicon
  /** APIs in which it is a literal. */
  readonly count: number
  /** Share of its parts that are. */
  readonly knownParts: number
  readonly fieldParts: { readonly share: number; readonly rarest: number }
  /** It names things in APIs: in paths, or each of its parts in fields. */
  readonly isName: boolean
}

/** Read-only; built once. Lookups ignore case. */
export class Lexicon {
  readonly #words: ReadonlyMap<string, number>
  readonly #priors: ReadonlyMap<string, number>
  readonly #prior: number
  readonly #fields: ReadonlyMap<string, number>

  constructor(data: LexiconData) {
    this.#words = new Map(Object.entries(data.words))
    this.#priors = new Map(Object.entries(data.priors))
    this.#prior = data.prior
    this.#fields = new Map(Object.entries(data.fields ?? {}))
  }

  /** APIs in which `word` is a literal; 0 for an unknown word. */
  count(word: string): number {
    return this.#words.get(word.toLowerCase()) ?? 0
  }

  /** Log-odds that a parameter follows `word`. */
  prior(word: string): number {
    return this.#priors.get(word.toLowerCase()) ?? this.#prior
  }

  /** Share of the parts of a compound (`userSettings`, `user-settings`) that are known. */
  knownParts(word: string): number {
    const parts = partsOfWord(word)
    if (parts.length === 0) return 0
    let known = 0
    for (const part of parts) if (this.count(part) > 0) known++
    return known / parts.length
  }

  /** How well the parts of a word are known as names of fields: the share that is known, and in how many APIs the rarest is. */
  fieldParts(word: string): { share: number; rarest: number } {
    const parts = partsOfWord(word)
    if (parts.length === 0) return { share: 0, rarest: 0 }
    let known = 0
    let rarest = Number.POSITIVE_INFINITY
    for (const part of parts) {
      const n = this.#fields.get(stem(part)) ?? 0
      if (n > 0) known++
      rarest = Math.min(rarest, n)
    }
    return { share: known / parts.length, rarest }
  }

  /** All of it at once, for words that are asked about again and again. */
  factsOf(word: string): LexicalFacts {
    const count = this.count(word)
    const fieldParts = this.fieldParts(word)
    return { lexicon: this, count, knownParts: this.knownParts(word), fieldParts, isName: count > 0 || fieldParts.rarest > 0 }
  }
}

/** `userSettings`, `user-settings` and `user_settings` are two parts each. */
export const partsOfWord = (word: string): string[] => word.split(PARTS).filter((part) => part !== '')

/** Plural and singular are one; what comes out need not be a word. */
export function stem(part: string): string {
  const lower = part.toLowerCase()
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`
  return lower.length > 3 && lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower
}
