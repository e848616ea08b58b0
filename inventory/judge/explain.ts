// Why a verdict is what it is, line by line.

import { explainAi } from '../ai/explain-ai.ts'
import { RULES } from '../findings/catalogue.ts'
import type { Evidence, Finding } from '../findings/finding.ts'
import type { TemplateRecord } from '../learn/template-change.ts'
import { type Inventory, type Operation, operationKey, renderTemplate, type Service, withoutNames } from '../model.ts'
import { authRows, callerRows, time } from './explain-callers.ts'
import { templateRows } from './explain-templates.ts'
import { serviceRisk } from './risk.ts'
import { sameServices } from './same-service.ts'
import { type Risk, type Verdicts, verdictKey } from './verdict.ts'

/**
 * The rows behind a finding (by id, or a beginning of it that is unique), a service, an operation (`service METHOD /template`, parameter
 * names may be left out), an MCP server (`ip:port /path`, or its name), a
 * provider of models (id, host or address), or an agent. `records`: what runs decided otherwise about templates. Empty when there is no such thing.
 */
export function explain(id: string, inventory: Inventory, verdicts: Verdicts, records: readonly TemplateRecord[] = []): string[] {
  const findings = verdicts.findings.filter((finding) => finding.id === id || (id.length >= 4 && finding.id.startsWith(id)))
  if (findings.length === 1) return explainFinding(findings[0]!, verdicts)
  const known = explainAi(id, inventory.ai)
  const whole = inventory.services.get(id)
  if (whole !== undefined) return [...explainService(whole, inventory, verdicts), ...known]
  if (known.length > 0) return known
  const plain = withoutNames(id)
  for (const service of inventory.services.values()) {
    for (const operation of service.operations.values())
      if (verdictKey(service.name, operationKey(operation.method, operation.segments)) === plain)
        return explainOperation(service, operation, { verdicts, records })
  }
  const states = verdicts.states.get(plain)
  return states === undefined ? [] : [plain, ...states.flatMap((state) => [`  ${state.state}`, ...rows(state.evidence, '    ')])]
}

function explainFinding(finding: Finding, verdicts: Verdicts): string[] {
  const rule = RULES.find(({ id }) => id === finding.rule)
  const place = [finding.service, finding.method, finding.template, finding.location, finding.path]
    .filter((part) => part !== null)
    .join(' ')
  const coverage = verdicts.coverage.get(finding.service)
  return [
    `${finding.id} ${finding.severity} ${finding.rule}${finding.type === null ? '' : ` ${finding.type}`}: ${rule?.summary ?? ''}`,
    `where: ${place}`,
    `confidence: ${finding.confidence.toFixed(2)}`,
    'evidence:',
    ...rows(finding.evidence, '  '),
    ...(coverage === undefined
      ? []
      : [`coverage: ${coverage.adequate ? 'adequate' : 'not adequate'}`, ...coverage.reasons.map((reason) => `  ${reason}`)]),
    `what to do: ${rule?.remedy ?? ''}`,
    ...(rule === undefined ? [] : [`what is no such finding: ${rule.examples.silent.text}`, `see: ${rule.references.join('; ')}`]),
  ]
}

interface Known {
  readonly verdicts: Verdicts
  readonly records: readonly TemplateRecord[]
}

function explainOperation(service: Service, operation: Operation, { verdicts, records }: Known): string[] {
  const key = verdictKey(service.name, operationKey(operation.method, operation.segments))
  const risk = verdicts.risk.get(key)
  const lines = [
    `${service.name} ${operation.method} ${renderTemplate(operation.segments)}`,
    `tier: ${operation.tier}, ${operation.seen.n} exchanges`,
  ]
  for (const segment of operation.segments) {
    if (segment.kind === 'parameter')
      lines.push(
        `parameter {${segment.name}}:`,
        ...segment.reasons.map(({ text, weight }) => `  ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)} ${text}`),
      )
  }
  lines.push(...templateRows(service.name, operationKey(operation.method, operation.segments), records))
  lines.push(...authRows(operation), ...callerRows(operation))
  for (const { state, kind, evidence } of verdicts.states.get(key) ?? []) lines.push(`state ${kind ?? state}:`, ...rows(evidence, '  '))
  for (const field of verdicts.sensitive.get(key) ?? []) {
    lines.push(
      `sensitive ${field.location} ${field.path}: ${field.type} (${field.verdict}, ${field.confidence.toFixed(2)})`,
      ...rows(field.evidence, '  '),
    )
    if (field.alternatives.length > 0) lines.push(`  less likely: ${field.alternatives.join(', ')}`)
  }
  if (risk !== undefined) lines.push(...riskRows(risk))
  return lines
}

const riskRows = ({ score, level, parts }: Risk): string[] => [
  `risk ${score} (${level}):`,
  ...parts.map(({ text, points }) => `  +${points} ${text}`),
]

function explainService(service: Service, inventory: Inventory, verdicts: Verdicts): string[] {
  const coverage = verdicts.coverage.get(service.name)
  const names = new Map<string, number>()
  for (const server of inventory.coverage.servers.values())
    if (service.addresses.has(server.address)) for (const [name, n] of server.serverNames) names.set(name, (names.get(name) ?? 0) + n)
  const findings = verdicts.findings.filter((finding) => finding.service === service.name)
  return [
    `${service.name} (${service.scheme}), ${service.seen.n} exchanges, ${time(service.seen.firstUs)} to ${time(service.seen.lastUs)}`,
    ...(service.members === undefined ? [] : [`joined from: ${service.members.join(', ')}`]),
    ...(sameServices(inventory).get(service.name) ?? []).map((same) => `looks the same as ${same.service}: ${same.reasons.join('; ')}`),
    `addresses: ${[...service.addresses.keys()].sort().join(', ')}`,
    ...(names.size === 0
      ? []
      : [
          `TLS server names: ${[...names]
            .sort()
            .map(([name, n]) => `${name} (${n} connections)`)
            .join(', ')}`,
        ]),
    ...(coverage === undefined
      ? []
      : [`coverage: ${coverage.adequate ? 'adequate' : 'not adequate'}`, ...coverage.reasons.map((reason) => `  ${reason}`)]),
    ...riskRows(serviceRisk(service, verdicts)),
    ...(findings.length === 0
      ? []
      : ['findings:', ...findings.map((finding) => `  ${finding.id} ${finding.severity} ${finding.rule} ${placeText(finding)}`)]),
  ]
}

const placeText = ({ method, template, location, path }: Finding): string =>
  [method, template, location, path].filter((part) => part !== null).join(' ')

const rows = (evidence: readonly Evidence[], indent: string): string[] =>
  evidence.map(({ text, n, firstUs, lastUs }) => {
    const times = firstUs === undefined || lastUs === undefined ? '' : `, ${time(firstUs)} to ${time(lastUs)}`
    return `${indent}${text}${n === undefined ? '' : ` (${n} times${times})`}`
  })
