import { RULES } from '../findings/catalogue.ts'
import { type Finding, SEVERITIES, type Severity } from '../findings/finding.ts'
import type { Exporter } from './exporter.ts'
import { type SarifResult, type SarifRule, sarifLog } from './sarif-log.ts'
import { compareText } from './sorted-operations.ts'

const LEVEL: Record<Severity, SarifResult['level']> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' }

/** Findings for code scanning. */
export const sarif: Exporter = {
  format: 'sarif',
  mediaType: 'application/sarif+json',
  summary: 'findings, for code scanning',
  *write({ verdicts, options }) {
    const findings = (verdicts?.findings ?? []).filter(({ service }) => options.service === undefined || service === options.service)
    yield findingsSarif(findings, options.version ?? '')
  },
}

/** The same from a list of findings. */
export function findingsSarif(findings: readonly Finding[], version: string): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort(compareText).map((id) => ruleOf(id, findings))
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    level: LEVEL[finding.severity],
    text: sentenceOf(finding),
    logicalLocation: placeOf(finding),
    fingerprint: finding.id,
  }))
  return sarifLog({ version, artifact: 'inventory.db', rules, results })
}

/** GitHub: critical over 9.0, high from 7.0, medium from 4.0. */
const SCORES: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '1.0' }

/** With the severity of its worst finding. */
function ruleOf(id: string, findings: readonly Finding[]): SarifRule {
  const rule = RULES.find((each) => each.id === id)
  const worst =
    SEVERITIES.findLast((severity) => findings.some((finding) => finding.rule === id && finding.severity === severity)) ?? 'info'
  if (rule === undefined) return { id, summary: id.replaceAll('-', ' ') }
  const help = `${rule.remedy}\n\n${rule.references.join('\n')}`
  return { id, summary: rule.summary, help, severity: SCORES[worst], tags: ['security', rule.kind] }
}

/** `shop.example GET /users/{userId}`. */
export const placeOf = ({ service, method, template }: Pick<Finding, 'service' | 'method' | 'template'>): string =>
  [service, method, template].filter((part) => part !== null).join(' ')

function sentenceOf(finding: Finding): string {
  const what = [finding.rule.replaceAll('-', ' '), finding.type].filter(Boolean).join(': ')
  const at = [finding.location, finding.path].filter(Boolean).join(' ')
  const evidence = finding.evidence.map(({ text }) => text).join('; ')
  return `${what} at ${placeOf(finding)}${at === '' ? '' : ` (${at})`}${evidence === '' ? '' : `: ${evidence}`}`
}
