// One row of the catalogue of sensitive types.

import type { Severity } from '../../findings/finding.ts'

export interface SensitiveType {
  /** Stable; findings carry it. */
  readonly id: string
  readonly title: string
  readonly severity: Severity
  /** What it takes to speak of it: the value, the name, both, or either. */
  readonly detect: 'value' | 'name' | 'name+value' | 'value-or-name'
  readonly categories: readonly string[]
  readonly regulations: readonly string[]
  /** What the value alone, the name alone, and both are worth, where no base rate says it better. */
  readonly confidence: readonly [valueOnly: number, nameOnly: number, both: number]
  /** Distinct values that it takes to confirm by value alone. */
  readonly minSamples: number
  /** Share of distinct values that must pass. */
  readonly minShare: number
  /** Names as words in lower case without accents. */
  readonly names?: readonly string[]
  /** Words beside a name that make it something else. */
  readonly not?: readonly string[]
  /**
   * What the values must look like where there is no validator: `name`, `word`, `text`, `address`, `digits:MIN:MAX`, `short:MIN:MAX`
   * (characters), `number:MIN:MAX`.
   */
  readonly shape?: string
}
