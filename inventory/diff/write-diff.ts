// A diff as text, JSON, Markdown or SARIF.

import { createHash } from 'node:crypto'
import { code, escapeMarkdown, table } from '../export/markdown.ts'
import { sarifLog } from '../export/sarif-log.ts'
import type { Change, ChangeLevel, DiffNames } from './change.ts'
import { DIFF_RULES } from './rules.ts'

export const DIFF_FORMATS = ['text', 'json', 'md', 'sarif'] as const
export type DiffFormat = (typeof DIFF_FORMATS)[number]

type Names = DiffNames & { readonly version: string }

/** A diff as a document. */
export function writeDiff(format: DiffFormat, changes: readonly Change[], names: Names): string {
  return WRITERS[format](changes, names)
}

const WRITERS: Record<DiffFormat, (changes: readonly Change[], names: Names) => string> = { text, json, md, sarif }

/** Whether `--fail-on` is met. */
export function failsOn(changes: readonly Change[], failOn: 'breaking' | 'warning' | 'any' | 'none'): boolean {
  if (failOn === 'none') return false
  const fails: readonly ChangeLevel[] =
    failOn === 'breaking' ? ['breaking'] : failOn === 'warning' ? ['breaking', 'warning'] : ['breaking', 'warning', 'info']
  return changes.some((change) => fails.includes(change.level))
}

const LEVELS: readonly ChangeLevel[] = ['breaking', 'warning', 'info']

const summaryOf = (changes: readonly Change[]): Record<ChangeLevel, number> & { total: number } => ({
  breaking: changes.filter(({ level }) => level === 'breaking').length,
  warning: changes.filter(({ level }) => level === 'warning').length,
  info: changes.filter(({ level }) => level === 'info').length,
  total: changes.length,
})

function summaryText(changes: readonly Change[]): string {
  const summary = summaryOf(changes)
  if (summary.total === 0) return 'no changes'
  return `${summary.total} ${summary.total === 1 ? 'change' : 'changes'}: ${LEVELS.map((level) => `${summary[level]} ${level}`).join(', ')}`
}

const operationOf = ({ service, method, template }: Change): string => [service, method, template].filter((part) => part !== null).join(' ')

/** The place, then the text; what both say is said once. */
function sentenceOf({ place, text }: Change): string {
  if (place === null || text.startsWith(place)) return text
  const [where, path] = [place.slice(0, place.lastIndexOf(' ')), place.slice(place.lastIndexOf(' ') + 1)]
  return text.startsWith(path) ? `${where} ${text}` : `${place}: ${text}`
}

/** Grouped by operation within each level, the way people read it. */
function text(changes: readonly Change[], names: Names): string {
  const lines = [`${names.base} -> ${names.head}: ${summaryText(changes)}`]
  for (const level of LEVELS) {
    let operation = ''
    for (const change of changes.filter((one) => one.level === level)) {
      if (operation === '') lines.push('', level)
      if (operation !== operationOf(change)) lines.push(`  ${(operation = operationOf(change))}`)
      lines.push(`    ${sentenceOf(change)}  [${change.id}]`)
    }
  }
  return `${lines.join('\n')}\n`
}

function json(changes: readonly Change[], names: Names): string {
  return `${JSON.stringify({ base: names.base, head: names.head, changes, summary: summaryOf(changes) }, null, 2)}\n`
}

function md(changes: readonly Change[], names: Names): string {
  const head = `## API changes from ${code(names.base)} to ${code(names.head)}\n\n${summaryText(changes)}\n`
  const parts = LEVELS.map((level) => {
    const rows = changes.filter((change) => change.level === level)
    if (rows.length === 0) return ''
    const cells = rows.map((change) => [
      code(operationOf(change)),
      change.place === null ? '' : code(change.place),
      escapeMarkdown(change.text),
      code(change.id),
    ])
    return `\n### ${level[0]?.toUpperCase()}${level.slice(1)}\n\n${table(['operation', 'place', 'change', 'rule'], cells)}`
  })
  return head + parts.join('')
}

const SARIF_LEVEL = { breaking: 'error', warning: 'warning', info: 'note' } as const

function sarif(changes: readonly Change[], names: Names): string {
  const ids = [...new Set(changes.map(({ id }) => id))].sort()
  const rules: Readonly<Record<string, { readonly summary: string }>> = DIFF_RULES
  return sarifLog({
    version: names.version,
    artifact: names.head,
    rules: ids.map((id) => ({ id, summary: rules[id]?.summary ?? id })),
    results: changes.map((change) => ({
      ruleId: change.id,
      level: SARIF_LEVEL[change.level],
      text: `${operationOf(change)}: ${sentenceOf(change)}`,
      logicalLocation: operationOf(change),
      fingerprint: createHash('sha256')
        .update([change.id, operationOf(change), change.place, change.before, change.after].join('\n'))
        .digest('hex')
        .slice(0, 16),
    })),
  })
}
