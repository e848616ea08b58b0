// The words of a diff.

import type { TemplateRecord } from '../learn/template-change.ts'

export const CHANGE_LEVELS = ['info', 'warning', 'breaking'] as const
export type ChangeLevel = (typeof CHANGE_LEVELS)[number]

/** One difference between two inventories. */
export interface Change {
  /** Id of the rule, see rules.ts. */
  id: string
  level: ChangeLevel
  service: string
  method: string | null
  /** With parameter names, as in the newer inventory where both have it. */
  template: string | null
  /** Where in the operation: `request.body $.user.email`, `response 200 $.id`, `query page`; null for the operation itself. */
  place: string | null
  /** One sentence. */
  text: string
  before: string | null
  after: string | null
}

export interface DiffOptions {
  /** Only this service. */
  service?: string
  /** Rule id -> level, or `none` to leave it out. */
  levels?: Readonly<Record<string, ChangeLevel | 'none'>>
  /** What the runs after the base, up to the head, decided otherwise about templates: their file has the older rows under the new ones already. */
  records?: readonly TemplateRecord[]
}

/** What is compared, for the heads of documents. */
export interface DiffNames {
  base: string
  head: string
}
