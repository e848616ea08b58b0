import { type Endpoint, STATES, selectEndpoints } from '../../inventory/listing.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { endpointListing } from '../kept-listing.ts'
import { flagOption, textOption } from '../options.ts'
import { countText, printList } from '../print.ts'
import type { Column } from '../table.ts'

const COLUMNS: readonly Column<Endpoint>[] = [
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

export const run: RunCommand = async ({ options }, io) => {
  const state = textOption(options, 'state')
  if (state !== undefined && !STATES.some((known) => known === state))
    throw new UserError(`unknown state "${state}"`, { hint: `Choose one of ${STATES.join(', ')}.` })
  const listing = await endpointListing(options)
  const service = textOption(options, 'service')
  if (service !== undefined && !listing.services.includes(service)) throw unknownService(service, listing.services)
  const rows = selectEndpoints(listing, { all: flagOption(options, 'all'), ...(service === undefined ? {} : { service }) })
  const shown = rows.filter((row) => state === undefined || row.states.includes(state))
  const empty =
    rows.length === 0
      ? 'no operations; `earshot coverage` tells what the traffic held (--all also lists what was only probed or refused)'
      : `none of ${rows.length} operations matches (--all also lists what was only probed or refused)`
  printList({ name: 'endpoints', rows: shown, columns: COLUMNS, empty }, options, io)
  return EXIT.ok
}

export function unknownService(name: string, known: Iterable<string>): UserError {
  const names = [...known].sort()
  return new UserError(`there is no service "${name}" in this inventory`, {
    hint: names.length === 0 ? 'It holds no services.' : `It holds: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`,
  })
}
