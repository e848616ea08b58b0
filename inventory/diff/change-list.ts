// Gathers changes: level from the rule, lowered where the evidence is thin, overridden where the user said so.

import { NEW_BELOW } from './chance.ts'
import { CHANGE_LEVELS, type Change, type ChangeLevel, type DiffOptions } from './change.ts'
import { DIFF_RULES, type DiffRuleId } from './rules.ts'

export interface ChangePlace {
  readonly service: string
  readonly method: string | null
  readonly template: string | null
}

export interface ChangeDetail {
  readonly place?: string | null
  readonly text: string
  readonly before?: string | null
  readonly after?: string | null
  /** Chance of seeing this where nothing has changed; beyond NEW_BELOW the level is one lower. */
  readonly chance?: number
  /** Never above this. */
  readonly atMost?: ChangeLevel
}

export class ChangeList {
  readonly changes: Change[] = []
  readonly #options: DiffOptions

  constructor(options: DiffOptions) {
    this.#options = options
  }

  add(id: DiffRuleId, at: ChangePlace, detail: ChangeDetail): void {
    const said = this.#options.levels?.[id]
    if (said === 'none') return
    this.changes.push({
      id,
      level: said ?? levelOf(id, detail),
      service: at.service,
      method: at.method,
      template: at.template,
      place: detail.place ?? null,
      text: detail.text,
      before: detail.before ?? null,
      after: detail.after ?? null,
    })
  }

  /** Most serious first, then by place. */
  sorted(): Change[] {
    const keys = (change: Change): string[] => [
      change.service,
      change.template ?? '',
      change.method ?? '',
      change.place ?? '',
      change.id,
      change.text,
    ]
    return this.changes.sort((a, b) => rank(b.level) - rank(a.level) || compareLists(keys(a), keys(b)))
  }
}

function levelOf(id: DiffRuleId, { chance = 0, atMost = 'breaking' }: ChangeDetail): ChangeLevel {
  const own = Math.min(rank(DIFF_RULES[id].level), rank(atMost))
  return CHANGE_LEVELS[chance < NEW_BELOW ? own : Math.max(0, own - 1)] as ChangeLevel
}

const rank = (level: ChangeLevel): number => CHANGE_LEVELS.indexOf(level)

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] as string
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}
