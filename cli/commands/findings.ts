import { type Finding, SEVERITIES, type Severity } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { Command } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import { textOption } from '../options.ts'
import { printList } from '../print.ts'
import type { Style } from '../style.ts'
import type { Column } from '../table.ts'

const KINDS = ['lifecycle', 'sensitive', 'auth', 'exposure', 'drift', 'mcp', 'ai', 'wire', 'policy']

export const severityPaint = (severity: Severity, text: string, style: Style): string =>
  severity === 'critical' || severity === 'high' ? style.red(text) : severity === 'medium' ? style.yellow(text) : style.dim(text)

const COLUMNS: readonly Column<Finding>[] = [
  { title: 'ID', text: (row) => row.id },
  { title: 'SEVERITY', text: (row) => row.severity, paint: (text, row, style) => severityPaint(row.severity, text, style) },
  { title: 'RULE', text: (row) => row.rule },
  { title: 'SERVICE', text: (row) => row.service },
  { title: 'WHERE', text: (row) => [row.method, row.template].filter(Boolean).join(' ') || '-' },
  { title: 'WHAT', text: (row) => [row.type, row.location, row.path].filter(Boolean).join(' ') || (row.evidence[0]?.text ?? '-') },
  { title: 'SURE', text: (row) => row.confidence.toFixed(2), right: true },
]

export const findingsCommand: Command = {
  name: 'findings',
  summary: 'List what deserves a look, most severe first',
  description: '`earshot explain ID` shows the evidence behind one of them.',
  options: ['db', 'run', 'service', 'kind', 'format', 'fail-on'],
  examples: [
    'earshot findings --db inventory.db',
    'earshot findings --db inventory.db --kind sensitive --format json',
    'earshot findings --db inventory.db --fail-on high',
  ],
  async run({ options }, io) {
    const kind = textOption(options, 'kind')
    if (kind !== undefined && !KINDS.includes(kind))
      throw new UserError(`unknown kind "${kind}"`, { hint: `Choose one of ${KINDS.join(', ')}.` })
    const failOn = severityOption(textOption(options, 'fail-on'))
    const service = textOption(options, 'service')
    const rows = viewInventory(options, ({ verdicts }) =>
      verdicts.findings.filter(
        (finding) => (kind === undefined || finding.kind === kind) && (service === undefined || finding.service === service),
      ),
    )
    const dated = rows.map(({ firstUs, lastUs, ...finding }) => ({
      ...finding,
      firstUs,
      lastUs,
      firstSeen: isoTime(firstUs),
      lastSeen: isoTime(lastUs),
    }))
    printList({ name: 'findings', rows: dated, columns: COLUMNS, empty: 'no findings' }, options, io)
    return failOn !== null && rows.some((row) => SEVERITIES.indexOf(row.severity) >= SEVERITIES.indexOf(failOn)) ? EXIT.findings : EXIT.ok
  },
}

const isoTime = (us: number): string | null => (us > 0 && Number.isFinite(us) ? new Date(us / 1000).toISOString() : null)

/** The level of --fail-on; null for `none` and for no such option. */
function severityOption(value: string | undefined): Severity | null {
  if (value === undefined || value === 'none') return null
  if ((SEVERITIES as readonly string[]).includes(value)) return value as Severity
  throw new UserError(`unknown level "${value}"`, { hint: `Choose one of ${SEVERITIES.join(', ')} or none.` })
}
