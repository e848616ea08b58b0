// The inventory as one page of Markdown, for people.

import { countServers, mcpServersJson } from '../ai/index.ts'
import { createLedger } from '../coverage/ledger.ts'
import { type Finding, SEVERITIES } from '../findings/finding.ts'
import { type Endpoint, endpointList } from './endpoint-list.ts'
import type { Exporter, ExportInput } from './exporter.ts'
import { code, escapeMarkdown, table } from './markdown.ts'
import { placeOf } from './sarif.ts'

/** More rows than this nobody reads; the database has them all. */
const ROWS_MAX = 500

export const report: Exporter = {
  format: 'report',
  mediaType: 'text/markdown',
  summary: 'a page of Markdown for people: what is there, what to look at, what could not be seen',
  *write(input) {
    const endpoints = endpointList(input.inventory, input.verdicts, input.options)
    const findings = (input.verdicts?.findings ?? []).filter(
      ({ service }) => input.options.service === undefined || service === input.options.service,
    )
    yield '# API inventory\n\n'
    yield summary(input, endpoints, findings)
    yield* findingsPart(findings)
    yield* endpointsPart(endpoints)
    yield* mcpPart(input)
    yield* coveragePart(input)
  },
}

function summary({ inventory }: ExportInput, endpoints: readonly Endpoint[], findings: readonly Finding[]): string {
  const services = new Set(endpoints.map(({ service }) => service)).size
  const exchanges = endpoints.reduce((sum, row) => sum + row.exchanges, 0)
  const counts = [...SEVERITIES]
    .reverse()
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, n]) => n > 0)
    .map(([severity, n]) => `${n} ${severity}`)
  return table(
    ['services', 'operations', 'exchanges', 'MCP servers', 'AI providers', 'findings'],
    [
      [
        services,
        endpoints.length,
        exchanges,
        countServers(inventory.ai.mcpServers),
        inventory.ai.providers.size,
        counts.join(', ') || 'none',
      ].map(String),
    ],
  )
}

function* findingsPart(findings: readonly Finding[]): Iterable<string> {
  if (findings.length === 0) return
  yield '\n## Findings\n\n'
  const rows = findings.slice(0, ROWS_MAX).map((finding) => [
    finding.severity,
    code(finding.rule),
    code(placeOf(finding)),
    [finding.location, finding.path]
      .filter((part) => part !== null)
      .map(code)
      .join(' '),
    escapeMarkdown(finding.evidence.map(({ text }) => text).join('; ')),
    code(finding.id),
  ])
  yield table(['severity', 'rule', 'where', 'place', 'evidence', 'id'], rows)
  yield more(findings.length)
}

function* endpointsPart(endpoints: readonly Endpoint[]): Iterable<string> {
  let service = ''
  for (const [index, row] of endpoints.slice(0, ROWS_MAX).entries()) {
    if (index === 0) yield '\n## Operations\n'
    if (row.service !== service) {
      service = row.service
      yield `\n### ${escapeMarkdown(service)}\n\n${table(['method', 'path', 'exchanges', 'statuses', 'auth', 'states', 'sensitive', 'risk'], [])}`
    }
    const cells = [row.method, code(row.template), String(row.exchanges), Object.keys(row.statuses).join(' '), row.auth.map(code).join(' ')]
    yield `| ${[...cells, row.states.join(' '), row.sensitive.map(code).join(' '), row.risk?.level ?? ''].join(' | ')} |\n`
  }
  yield more(endpoints.length)
}

function* mcpPart({ inventory }: ExportInput): Iterable<string> {
  const servers = mcpServersJson(inventory.ai).servers as { address?: string; path?: string; status?: string; tools?: { name: string }[] }[]
  if (servers.length === 0) return
  yield '\n## MCP servers\n\n'
  const rows = servers.map(({ address, path, status, tools }) => [
    code(`${address ?? ''}${path ?? ''}`),
    status ?? '',
    (tools ?? []).map(({ name }) => code(name)).join(' '),
  ])
  yield table(['address', 'status', 'tools'], rows)
}

function* coveragePart({ inventory }: ExportInput): Iterable<string> {
  const ledger = createLedger(inventory.coverage)
  const sentences = [...ledger.diagnosis, ...ledger.rows.flatMap(({ diagnosis }) => diagnosis)]
  yield '\n## What could not be seen\n\n'
  if (sentences.length === 0) yield 'Nothing is known to be missing.\n'
  for (const sentence of sentences.slice(0, ROWS_MAX)) yield `- ${escapeMarkdown(sentence)}\n`
}

const more = (n: number): string => (n > ROWS_MAX ? `\n${n - ROWS_MAX} more are in the database.\n` : '')
