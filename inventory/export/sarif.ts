import type { Finding, Severity } from '../findings/finding.ts'
import type { Exporter } from './exporter.ts'
import { type SarifResult, sarifLog } from './sarif-log.ts'
import { compareText } from './sorted-operations.ts'

const LEVEL: Record<Severity, SarifResult['level']> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' }

/** Findings for code scanning. */
export const sarif: Exporter = {
  format: 'sarif',
  mediaType: 'application/sarif+json',
  summary: 'findings, for code scanning',
  *write({ verdicts, options }) {
    const findings = (verdicts?.findings ?? []).filter(({ service }) => options.service === undefined || service === options.service)
    const rules = [...new Set(findings.map(({ rule }) => rule))].sort(compareText).map((id) => ({ id, summary: id.replaceAll('-', ' ') }))
    const results = findings.map((finding) => ({
      ruleId: finding.rule,
      level: LEVEL[finding.severity],
      text: sentenceOf(finding),
      logicalLocation: placeOf(finding),
      fingerprint: finding.id,
    }))
    yield sarifLog({ version: options.version ?? '', artifact: 'inventory.db', rules, results })
  },
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
