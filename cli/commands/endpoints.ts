import { type Operation, renderTemplate, type Service, STATES, type Verdicts } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { Command } from '../command.ts'
import { operationsOf, viewInventory } from '../inventory-view.ts'
import { flagOption, textOption } from '../options.ts'
import { countText, printList } from '../print.ts'
import type { Column } from '../table.ts'

/** One row of `endpoints --format json`. */
interface EndpointRow {
  readonly service: string
  readonly kind: string
  readonly method: string
  readonly template: string
  readonly tier: string
  readonly exchanges: number
  readonly statuses: Readonly<Record<string, number>>
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly clients: number
  readonly auth: readonly string[]
  readonly states: readonly string[]
  readonly sensitive: readonly string[]
  readonly risk: { readonly score: number; readonly level: string } | null
}

const COLUMNS: readonly Column<EndpointRow>[] = [
  { title: 'SERVICE', text: (row) => row.service },
  { title: 'METHOD', text: (row) => row.method },
  { title: 'PATH', text: (row) => row.template, paint: (text, _, style) => style.bold(text) },
  { title: 'EXCHANGES', text: (row) => countText(row.exchanges), right: true },
  { title: 'STATUSES', text: (row) => Object.keys(row.statuses).join(' ') },
  { title: 'CLIENTS', text: (row) => countText(row.clients), right: true },
  { title: 'AUTH', text: (row) => row.auth.join(' ') || '-' },
  {
    title: 'STATE',
    text: (row) => row.states.join(' '),
    paint: (text, row, style) => (row.states.includes('zombie') || row.states.includes('shadow') ? style.red(text) : text),
  },
  {
    title: 'SENSITIVE',
    text: (row) => row.sensitive.join(' ') || '-',
    paint: (text, row, style) => (row.sensitive.length > 0 ? style.yellow(text) : text),
  },
  {
    title: 'RISK',
    text: (row) => row.risk?.level ?? '-',
    paint: (text, row, style) => (/high|critical/.test(row.risk?.level ?? '') ? style.red(text) : text),
  },
  { title: 'LAST SEEN', text: (row) => row.lastSeen?.slice(0, 16).replace('T', ' ') ?? '-' },
]

export const endpointsCommand: Command = {
  name: 'endpoints',
  summary: 'List the API operations that are really running',
  description:
    'Probe-only, refused and one-sided operations are listed with --all. Operations of an attached specification that nobody called have 0 exchanges.',
  options: ['db', 'run', 'service', 'state', 'all', 'format'],
  examples: [
    'earshot endpoints --db inventory.db',
    'earshot endpoints --db inventory.db --state shadow',
    'earshot endpoints --db inventory.db --format csv > endpoints.csv',
  ],
  async run({ options }, io) {
    const state = textOption(options, 'state')
    if (state !== undefined && !(STATES as readonly string[]).includes(state))
      throw new UserError(`unknown state "${state}"`, { hint: `Choose one of ${STATES.join(', ')}.` })
    const rows = viewInventory(options, ({ inventory, verdicts }) => {
      const only = textOption(options, 'service')
      if (only !== undefined && !inventory.services.has(only)) throw unknownService(only, inventory.services.keys())
      return [...operationsOf(inventory, only)].map(({ service, operation, key }) => endpointRow(service, operation, key, verdicts))
    })
    const shown = rows.filter(
      (row) => (flagOption(options, 'all') || HIDDEN.has(row.tier) === false) && (state === undefined || row.states.includes(state)),
    )
    const empty =
      rows.length === 0
        ? 'no operations; `earshot coverage` tells what the traffic held'
        : `none of ${rows.length} operations matches (--all also lists what was only probed or refused)`
    printList({ name: 'endpoints', rows: shown, columns: COLUMNS, empty }, options, io)
    return EXIT.ok
  },
}

/** Not confirmed by an answer: listed with --all. One-sided operations are listed: there may be nothing better. */
const HIDDEN = new Set(['probe', 'guarded'])

export function unknownService(name: string, known: Iterable<string>): UserError {
  const names = [...known].sort()
  return new UserError(`there is no service "${name}" in this inventory`, {
    hint: names.length === 0 ? 'It holds no services.' : `It holds: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`,
  })
}

function endpointRow(service: Service, operation: Operation, key: string, verdicts: Verdicts): EndpointRow {
  const risk = verdicts.risk.get(key)
  return {
    service: service.name,
    kind: operation.kind,
    method: operation.method,
    template: renderTemplate(operation.segments),
    tier: operation.tier,
    exchanges: operation.seen.n,
    statuses: Object.fromEntries([...operation.statuses].sort(([a], [b]) => a - b).map(([status, n]) => [String(status), n])),
    firstSeen: isoTime(operation.seen.firstUs),
    lastSeen: isoTime(operation.seen.lastUs),
    clients: [...operation.consumers.keys()].filter((consumer) => consumer.startsWith('address:')).length + operation.consumersDropped,
    auth: [...operation.auth.keys()].sort(),
    states: (verdicts.states.get(key) ?? []).map((verdict) => verdict.state),
    sensitive: [...new Set((verdicts.sensitive.get(key) ?? []).map((field) => field.type))].sort(),
    risk: risk ? { score: risk.score, level: risk.level } : null,
  }
}

const isoTime = (us: number): string | null => (us > 0 && Number.isFinite(us) ? new Date(us / 1000).toISOString() : null)
