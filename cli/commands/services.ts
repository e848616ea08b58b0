import { sortedOperations, verdictKey } from '../../inventory/index.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { Command } from '../command.ts'
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
  readonly states: Readonly<Record<string, number>>
  readonly coverage: { readonly adequate: boolean; readonly reasons: readonly string[] } | null
}

const COLUMNS: readonly Column<ServiceRow>[] = [
  { title: 'SERVICE', text: (row) => row.service, paint: (text, _, style) => style.bold(text) },
  { title: 'OPERATIONS', text: (row) => countText(row.operations), right: true },
  { title: 'EXCHANGES', text: (row) => countText(row.exchanges), right: true },
  { title: 'ADDRESSES', text: (row) => row.addresses.slice(0, 4).join(' ') + (row.addresses.length > 4 ? ' …' : '') },
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

export const servicesCommand: Command = {
  name: 'services',
  summary: 'List the services: who offers the operations',
  options: ['db', 'run', 'format'],
  examples: ['earshot services --db inventory.db', 'earshot services --db inventory.db --format json'],
  async run({ options }, io) {
    const rows = viewInventory(options, ({ inventory, verdicts }) => {
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
          states: states.get(service.name) ?? {},
          coverage: verdicts.coverage.get(service.name) ?? null,
        }
      })
    })
    rows.sort((a, b) => b.exchanges - a.exchanges || (a.service < b.service ? -1 : 1))
    printList(
      { name: 'services', rows, columns: COLUMNS, empty: 'no services; `earshot coverage` tells what the traffic held' },
      options,
      io,
    )
    return EXIT.ok
  },
}
