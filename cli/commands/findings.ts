import {
  type Finding,
  findingsPage,
  findingsSarif,
  junit,
  ownerOf,
  type Policy,
  RULES,
  SEVERITIES,
  type Severity,
} from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import { judgeSettings } from '../judge-settings.ts'
import { flagOption, type OptionValues, textOption } from '../options.ts'
import { printList } from '../print.ts'
import type { Style } from '../style.ts'
import { type Column, LIST_FORMATS } from '../table.ts'
import { VERSION } from '../version.ts'

const KINDS = ['lifecycle', 'sensitive', 'auth', 'exposure', 'drift', 'mcp', 'ai', 'wire', 'policy']

export const severityPaint = (severity: Severity, text: string, style: Style): string =>
  severity === 'critical' || severity === 'high' ? style.red(text) : severity === 'medium' ? style.yellow(text) : style.dim(text)

/** A finding as tools get it. */
type Row = Finding & { readonly firstSeen: string | null; readonly lastSeen: string | null; readonly owner: string | null }

const COLUMNS: readonly Column<Row>[] = [
  { title: 'ID', text: (row) => row.id },
  { title: 'SEVERITY', text: (row) => row.severity, paint: (text, row, style) => severityPaint(row.severity, text, style) },
  { title: 'RULE', text: (row) => row.rule },
  { title: 'SERVICE', text: (row) => row.service },
  { title: 'WHERE', text: (row) => [row.method, row.template].filter(Boolean).join(' ') || '-' },
  { title: 'WHAT', text: (row) => [row.type, row.location, row.path].filter(Boolean).join(' ') || (row.evidence[0]?.text ?? '-') },
  { title: 'SURE', text: (row) => row.confidence.toFixed(2), right: true },
]

/** Formats beside those of every list: for CI servers, code scanning, and tickets. */
const WRITERS: Readonly<
  Record<string, (rows: readonly Row[], context: { services: readonly string[]; failOn: Severity | null }) => string>
> = {
  md: (rows) => findingsPage(rows),
  sarif: (rows) => findingsSarif(rows, VERSION),
  junit: (rows, context) => junit({ findings: rows, ...context, summaries: new Map(RULES.map(({ id, summary }) => [id, summary])) }),
}

export const run: RunCommand = async ({ options }, io) => {
  const kind = textOption(options, 'kind')
  if (kind !== undefined && !KINDS.includes(kind))
    throw new UserError(`unknown kind "${kind}"`, { hint: `Choose one of ${KINDS.join(', ')}.` })
  const failOn = severityOption(textOption(options, 'fail-on'))
  const service = textOption(options, 'service')
  const write = WRITERS[formatOf(options)]
  const { policy } = judgeSettings(options)
  const { rows, allowed, services } = viewInventory(options, ({ inventory, verdicts }) => {
    const isMeant = (finding: Finding): boolean =>
      (kind === undefined || finding.kind === kind) && (service === undefined || finding.service === service)
    return {
      rows: verdicts.findings.filter(isMeant).map((finding): Row => rowOf(finding, policy)),
      allowed: (verdicts.allowed ?? []).filter(({ finding }) => isMeant(finding)).length,
      services: [...inventory.services.keys()].filter((name) => service === undefined || name === service),
    }
  })
  if (write === undefined) printList({ name: 'findings', rows, columns: COLUMNS, empty: 'no findings' }, options, io)
  else io.out(write(rows, { services, failOn }))
  if (allowed > 0 && !flagOption(options, 'quiet')) io.err(`${allowed} more ${allowed === 1 ? 'is' : 'are'} allowed by the settings file\n`)
  return failOn !== null && rows.some((row) => SEVERITIES.indexOf(row.severity) >= SEVERITIES.indexOf(failOn)) ? EXIT.findings : EXIT.ok
}

function formatOf(options: OptionValues): string {
  const format = textOption(options, 'format') ?? 'table'
  const known = [...LIST_FORMATS, ...Object.keys(WRITERS).filter((name) => !(LIST_FORMATS as readonly string[]).includes(name))]
  if (!known.includes(format)) throw new UserError(`unknown format "${format}"`, { hint: `Choose one of ${known.join(', ')}.` })
  return format
}

const rowOf = (finding: Finding, policy: Policy | undefined): Row => ({
  ...finding,
  firstSeen: isoTime(finding.firstUs),
  lastSeen: isoTime(finding.lastUs),
  owner: ownerOf(policy, finding),
})

const isoTime = (us: number): string | null => (us > 0 && Number.isFinite(us) ? new Date(us / 1000).toISOString() : null)

/** The level of --fail-on; null for `none` and for no such option. */
function severityOption(value: string | undefined): Severity | null {
  if (value === undefined || value === 'none') return null
  if ((SEVERITIES as readonly string[]).includes(value)) return value as Severity
  throw new UserError(`unknown level "${value}"`, { hint: `Choose one of ${SEVERITIES.join(', ')} or none.` })
}
