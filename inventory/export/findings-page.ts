// Findings as Markdown that reads well in a ticket: what is wrong, where, how it is known, what to do.

import { RULES } from '../findings/catalogue.ts'
import { type Finding, SEVERITIES } from '../findings/finding.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { placeOf } from './sarif.ts'

const ROWS_MAX = 8

/** Most severe first; findings of one rule of one severity are told together. */
export function findingsPage(findings: readonly (Finding & { readonly owner?: string | null })[]): string {
  if (findings.length === 0) return 'No findings.\n'
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length
    return n === 0 ? [] : [`${n} ${severity}`]
  })
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return `${findings.length} findings: ${counts.join(', ')}.\n${[...groups.values()].map(section).join('')}`
}

function section(findings: readonly (Finding & { readonly owner?: string | null })[]): string {
  const [first] = findings
  const rule = RULES.find(({ id }) => id === first!.rule)
  const lines = [`\n### ${capital(first!.severity)}: ${(rule?.summary ?? first!.rule).replace(/\.$/, '')}`, '']
  for (const finding of findings) lines.push(...entry(finding))
  if (rule !== undefined) lines.push('', `**What to do.** ${rule.remedy} (${escapeMarkdown(rule.references.join('; '))})`)
  return `${lines.join('\n')}\n`
}

function entry(finding: Finding & { readonly owner?: string | null }): string[] {
  const what = [finding.type, finding.location, finding.path].filter((part) => part !== null)
  const sure = finding.confidence < 0.995 ? `, ${Math.round(finding.confidence * 100)} % sure` : ''
  const owner = finding.owner == null ? '' : `, owned by ${escapeMarkdown(finding.owner)}`
  const rows = finding.evidence.slice(0, ROWS_MAX).map(({ text, n }) => `  - ${escapeMarkdown(text)}${n === undefined ? '' : ` (${n}×)`}`)
  if (finding.evidence.length > ROWS_MAX) rows.push(`  - and ${finding.evidence.length - ROWS_MAX} more`)
  return [
    `- ${code(placeOf(finding))}${what.length === 0 ? '' : ` — ${what.map((part) => code(part!)).join(' ')}`} (${code(finding.id)}${sure}${owner})`,
    ...rows,
  ]
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
