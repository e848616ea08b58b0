// Findings as JUnit XML: a suite for each service, a case for each rule that was looked at, a failure for each finding. CI servers show it.

import { type Finding, SEVERITIES, type Severity } from '../findings/finding.ts'
import { placeOf } from './sarif.ts'

export interface JunitInput {
  readonly findings: readonly Finding[]
  readonly services: readonly string[]
  /** Findings below this pass; null: only those from medium on fail. */
  readonly failOn: Severity | null
  /** Rule id -> what it says. */
  readonly summaries: ReadonlyMap<string, string>
}

const FAIL_ON: Severity = 'medium'

export function junit({ findings, services, failOn, summaries }: JunitInput): string {
  const least = SEVERITIES.indexOf(failOn ?? FAIL_ON)
  const isFailure = ({ severity }: Finding): boolean => SEVERITIES.indexOf(severity) >= least
  const names = [...new Set([...services, ...findings.map(({ service }) => service)])].sort()
  const suites = names.map((service) =>
    suite(
      service,
      findings.filter((finding) => finding.service === service),
      isFailure,
      summaries,
    ),
  )
  const failures = findings.filter(isFailure).length
  const tests = names.reduce((sum, service) => sum + Math.max(1, findings.filter((finding) => finding.service === service).length), 0)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="earshot" tests="${tests}" failures="${failures}">\n${suites.join('')}</testsuites>\n`
}

function suite(
  service: string,
  findings: readonly Finding[],
  isFailure: (finding: Finding) => boolean,
  summaries: ReadonlyMap<string, string>,
): string {
  const failures = findings.filter(isFailure).length
  // A suite without a case would look as if nothing had been done.
  const cases =
    findings.length === 0
      ? [`    <testcase classname="${escapeXml(service)}" name="no findings"/>\n`]
      : findings.map((finding) => testCase(finding, isFailure(finding), summaries))
  return `  <testsuite name="${escapeXml(service)}" tests="${cases.length}" failures="${failures}">\n${cases.join('')}  </testsuite>\n`
}

function testCase(finding: Finding, fails: boolean, summaries: ReadonlyMap<string, string>): string {
  const where = [placeOf(finding), finding.location, finding.path, finding.type].filter((part) => part !== null).join(' ')
  const name = `${finding.rule}: ${where} (${finding.id})`
  const open = `    <testcase classname="${escapeXml(finding.service)}" name="${escapeXml(name)}"`
  const rows = finding.evidence.map(({ text, n }) => (n === undefined ? text : `${text} (${n} times)`)).join('\n')
  if (!fails) return `${open}>\n      <system-out>${escapeXml(`${finding.severity}: ${rows}`)}</system-out>\n    </testcase>\n`
  const message = summaries.get(finding.rule) ?? finding.rule
  return `${open}>\n      <failure type="${finding.severity}" message="${escapeXml(message)}">${escapeXml(rows)}</failure>\n    </testcase>\n`
}

/** Traffic chooses some of these texts: what XML 1.0 forbids is replaced. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
