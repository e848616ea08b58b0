// Words and what follows them, counted over providers; one provider can be left out, so that the model is not trained on itself.

import type { LexiconData } from '../../inventory/template/lexicon.ts'
import type { Provider } from './documents.ts'
import { wordsOf } from './traffic.ts'

/** Words in fewer APIs are not kept. */
const APIS_MIN = 1
const SMOOTHING = 0.3

interface Counts {
  words: Set<string>
  byParameter: Set<string>
  byLiteral: Set<string>
}

export class LexiconCounts {
  readonly #providers = new Map<string, Counts>()

  constructor(providers: readonly Provider[]) {
    for (const { name, documents } of providers) {
      const counts: Counts = { words: new Set(), byParameter: new Set(), byLiteral: new Set() }
      for (const { document } of documents) {
        wordsOf(
          document,
          (text) => counts.words.add(text),
          (text, byParameter) => (byParameter ? counts.byParameter : counts.byLiteral).add(text),
        )
      }
      this.#providers.set(name, counts)
    }
  }

  without(provider: string | null): LexiconData {
    const words = new Map<string, number>()
    const parameters = new Map<string, number>()
    const literals = new Map<string, number>()
    for (const [name, counts] of this.#providers) {
      if (name === provider) continue
      for (const text of counts.words) words.set(text, (words.get(text) ?? 0) + 1)
      for (const text of counts.byParameter) parameters.set(text, (parameters.get(text) ?? 0) + 1)
      for (const text of counts.byLiteral) literals.set(text, (literals.get(text) ?? 0) + 1)
    }
    const prior = (text: string): number =>
      Math.round(Math.log(((parameters.get(text) ?? 0) + SMOOTHING) / ((literals.get(text) ?? 0) + SMOOTHING)) * 100) / 100
    const known = [...words].filter(([, n]) => n >= APIS_MIN).sort(([a], [b]) => (a < b ? -1 : 1))
    const followed = [...new Set([...parameters.keys(), ...literals.keys()])].filter((text) => (words.get(text) ?? 0) >= APIS_MIN).sort()
    return { words: Object.fromEntries(known), priors: Object.fromEntries(followed.map((text) => [text, prior(text)])), prior: 0 }
  }
}
