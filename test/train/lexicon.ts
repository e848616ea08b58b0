// Words and what follows them, counted over providers; one provider can be left out, so that the model is not trained on itself.

import type { LexiconData } from '../../inventory/template/lexicon.ts'
import { partsOfWord, stem } from '../../inventory/template/lexicon.ts'
import type { Provider } from './documents.ts'
import { fieldNamesOf } from './field-names.ts'
import { wordsOf } from './traffic.ts'

/** Words in fewer APIs are not kept. */
const APIS_MIN = 1
/** Names of fields are many; those of one API alone are not kept. */
const FIELD_APIS_MIN = 2
const SMOOTHING = 0.3

interface Counts {
  words: Set<string>
  byParameter: Set<string>
  byLiteral: Set<string>
  fields: Set<string>
}

export class LexiconCounts {
  readonly #providers = new Map<string, Counts>()

  constructor(providers: readonly Provider[]) {
    for (const { name, documents } of providers) {
      const counts: Counts = { words: new Set(), byParameter: new Set(), byLiteral: new Set(), fields: new Set() }
      for (const { document } of documents) {
        wordsOf(
          document,
          (text) => counts.words.add(text),
          (text, byParameter) => (byParameter ? counts.byParameter : counts.byLiteral).add(text),
        )
        fieldNamesOf(document, (name) => {
          for (const part of partsOfWord(name)) if (/^[A-Za-z][a-z]{2,19}$/.test(part)) counts.fields.add(stem(part))
        })
      }
      this.#providers.set(name, counts)
    }
  }

  without(left: readonly string[]): LexiconData {
    const words = new Map<string, number>()
    const parameters = new Map<string, number>()
    const literals = new Map<string, number>()
    const fields = new Map<string, number>()
    for (const [name, counts] of this.#providers) {
      if (left.includes(name)) continue
      for (const text of counts.words) words.set(text, (words.get(text) ?? 0) + 1)
      for (const text of counts.byParameter) parameters.set(text, (parameters.get(text) ?? 0) + 1)
      for (const text of counts.fields) fields.set(text, (fields.get(text) ?? 0) + 1)
      for (const text of counts.byLiteral) literals.set(text, (literals.get(text) ?? 0) + 1)
    }
    const prior = (text: string): number =>
      Math.round(Math.log(((parameters.get(text) ?? 0) + SMOOTHING) / ((literals.get(text) ?? 0) + SMOOTHING)) * 100) / 100
    const known = [...words].filter(([, n]) => n >= APIS_MIN).sort(([a], [b]) => (a < b ? -1 : 1))
    const followed = [...new Set([...parameters.keys(), ...literals.keys()])].filter((text) => (words.get(text) ?? 0) >= APIS_MIN).sort()
    const named = [...fields].filter(([, n]) => n >= FIELD_APIS_MIN).sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      words: Object.fromEntries(known),
      priors: Object.fromEntries(followed.map((text) => [text, prior(text)])),
      prior: 0,
      fields: Object.fromEntries(named),
    }
  }
}
