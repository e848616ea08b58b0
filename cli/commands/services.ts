import { type SameAs, sameServices, sortedOperations, verdictKey } from '../../inventory/index.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import { countText, printList } from '../print.ts'
import type { Column } from '../table.ts'

interface ServiceRow {
  readonly service: string
  readonly scheme: string
  readonly operations: number
  readonly exchanges: number
  readonly addresses: readonly string[]
  readonly hosts: readonly string[]
  /** Services that are seen as this one, with the reason; empty for nearly all. */
  readonly joined: readonly { readonly service: string; readonly reason: string }[]
  /** Services that look like the same one, with reasons; nothing was joined by that. */
  readonly sameAs: readonly SameAs[]
  readonly states: Readonly<Record<string, number>>
  readonly coverage: { readonly adequate: boolean; readonly reasons: readonly string[] } | null
}

/** The first two names, and how many more. */
const fewOf = (all: readonly { readonly service: string }[]): string =>
  [...all.slice(0, 2).map(({ service }) => service), ...(all.length > 2 ? [`+ ${all.length - 2}`] : [])].join(' ') || '-'

const COLUMNS: readonly Column<ServiceRow>[] = [
  { title: 'SERVICE', text: (row) => row.service, paint: (text, _, style) => style.bold(text) },
  { title: 'OPERATIONS', text: (row) => countText(row.operations), right: true },
  { title: 'EXCHANGES', text: (row) => countText(row.exchanges), right: true },
  { title: 'ADDRESSES', text: (row) => row.addresses.slice(0, 4).join(' ') + (row.addresses.length > 4 ? ' …' : '') },
  { title: 'JOINS', text: (row) => fewOf(row.joined) },
  { title: 'SAME AS', text: (row) => fewOf(row.sameAs), paint: (text, row, style) => (row.sameAs.length > 0 ? style.yellow(text) : text) },
  {
    title: 'STATES',
    text: (row) =>
      Object.entries(row.states)
        .map(([state, n]) => `${n} ${state}`)
        .join(', ') || '-',
  },
  {
    title: 'COVERAGE',
    text: (row) => (row.coverage === null ? '-' : row.coverage.adequate ? 'good' : (row.coverage.reasons[0] ?? 'poor')),
  },
]

export const run: RunCommand = async ({ options }, io) => {
  const rows = viewInventory(options, ({ inventory, verdicts, plan }) => {
    const same = sameServices(inventory)
    const states = new Map<string, Record<string, number>>()
    for (const { service, key } of sortedOperations(inventory)) {
      const counts = states.get(service.name) ?? {}
      for (const { state } of verdicts.states.get(verdictKey(service.name, key)) ?? []) counts[state] = (counts[state] ?? 0) + 1
      states.set(service.name, counts)
    }
    return [...inventory.services.values()].map((service): ServiceRow => {
      return {
        service: service.name,
        scheme: service.scheme,
        operations: [...service.operations.values()].filter((operation) => operation.seen.n > 0).length,
        exchanges: service.seen.n,
        addresses: [...service.addresses.keys()].sort(),
        hosts: [...service.hosts.keys()].sort(),
        joined: (service.members ?? []).flatMap((member) => {
          const reason = plan.get(member)?.reason
          return reason === undefined ? [] : [{ service: member, reason }]
        }),
        sameAs: same.get(service.name) ?? [],
        states: states.get(service.name) ?? {},
        coverage: verdicts.coverage.get(service.name) ?? null,
      }
    })
  })
  rows.sort((a, b) => b.exchanges - a.exchanges || (a.service < b.service ? -1 : 1))
  printList({ name: 'services', rows, columns: COLUMNS, empty: 'no services; `earshot coverage` tells what the traffic held' }, options, io)
  return EXIT.ok
}
