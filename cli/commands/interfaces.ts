import { EXIT } from '../../sensor/base/errors.ts'
import { type InterfaceInfo, listInterfaces } from '../../sensor/index.ts'
import type { RunCommand } from '../command.ts'
import { printList } from '../print.ts'
import type { Column } from '../table.ts'

const COLUMNS: readonly Column<InterfaceInfo>[] = [
  { title: 'INTERFACE', text: (row) => row.name },
  { title: 'STATE', text: (row) => (row.up ? 'up' : 'down'), paint: (text, row, style) => (row.up ? style.green(text) : style.dim(text)) },
  { title: 'LINK', text: (row) => row.linkType ?? '-' },
  { title: 'ADDRESSES', text: (row) => row.addresses.join(', ') || (row.loopback ? 'loopback' : 'none (a mirror port needs none)') },
]

export const run: RunCommand = async ({ options }, io) => {
  printList({ name: 'interfaces', rows: await listInterfaces(), columns: COLUMNS, empty: 'no network interfaces' }, options, io)
  return EXIT.ok
}
