// Words of public API paths: in how many APIs each occurs as a literal, and what usually follows it. Made by `npm run train`.

export interface LexiconData {
  /** Word -> APIs that have it as a literal in a path. */
  words: Record<string, number>
  /** Word -> log-odds that a parameter follows. */
  priors: Record<string, number>
  /** Log-odds that a parameter follows a word of which nothing is known. */
  prior: number
}

const PARTS = /[-_.:$~]+|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Za-z]{2})/

/** Read-only; built once. Lookups ignore case. */
export class Lexicon {
  readonly #words: ReadonlyMap<string, number>
  readonly #priors: ReadonlyMap<string, number>
  readonly #prior: number

  constructor(data: LexiconData) {
    this.#words = new Map(Object.entries(data.words))
    this.#priors = new Map(Object.entries(data.priors))
    this.#prior = data.prior
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
    const parts = word.split(PARTS).filter((part) => part !== '')
    if (parts.length === 0) return 0
    let known = 0
    for (const part of parts) if (this.count(part) > 0) known++
    return known / parts.length
  }
}
