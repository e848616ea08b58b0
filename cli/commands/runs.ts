import type { RunRow } from '../../inventory/index.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { withStore } from '../inventory-view.ts'
import { countText, printList, templateText, when } from '../print.ts'
import type { Column } from '../table.ts'

const COLUMNS: readonly Column<RunRow>[] = [
  { title: 'RUN', text: (row) => String(row.id), right: true },
  { title: 'KIND', text: (row) => row.kind },
  { title: 'LABEL', text: (row) => row.label ?? '-' },
  { title: 'SOURCE', text: (row) => row.source },
  { title: 'FROM', text: (row) => when(row.firstUs ?? 0) },
  { title: 'TO', text: (row) => when(row.lastUs ?? 0) },
  { title: 'EXCHANGES', text: (row) => countText(row.exchanges), right: true },
  { title: 'TEMPLATES', text: (row) => templateText(row) || '-' },
  {
    title: 'ENDED',
    text: (row) => (row.endedUs === null ? 'no: killed, or still writing' : 'yes'),
    paint: (text, row, style) => (row.endedUs !== null ? text : style.yellow(text)),
  },
]

export const run: RunCommand = async ({ options }, io) => {
  printList({ name: 'runs', rows: withStore(options, (store) => store.runs()), columns: COLUMNS, empty: 'no runs' }, options, io)
  return EXIT.ok
}
