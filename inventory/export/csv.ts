import { csvLine } from './csv-text.ts'
import { endpointList } from './endpoint-list.ts'
import type { Exporter } from './exporter.ts'

const HEAD = [
  ...['service', 'kind', 'method', 'template', 'tier', 'exchanges', 'statuses', 'first_seen', 'last_seen', 'clients', 'auth', 'states'],
  ...['sensitive', 'risk_score', 'risk_level'],
]

/** The list of operations for spreadsheets; lists within a cell are joined by spaces. */
export const csv: Exporter = {
  format: 'csv',
  mediaType: 'text/csv',
  summary: 'the list of operations, for spreadsheets',
  *write({ inventory, verdicts, options }) {
    yield csvLine(HEAD)
    for (const row of endpointList(inventory, verdicts, options))
      yield csvLine([
        row.service,
        row.kind,
        row.method,
        row.template,
        row.tier,
        row.exchanges,
        Object.keys(row.statuses).join(' '),
        row.firstSeen,
        row.lastSeen,
        row.clients,
        row.auth.join(' '),
        row.states.join(' '),
        row.sensitive.join(' '),
        row.risk?.score,
        row.risk?.level,
      ])
  },
}
