import { createLedger, type Ledger, type LedgerRow } from '../../inventory/index.ts'
import { COUNTERS, type CounterId } from '../../sensor/base/counters.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import type { Io } from '../io.ts'
import { textOption } from '../options.ts'
import { bytesText, countText, printList, shareText } from '../print.ts'
import { styleOf } from '../style.ts'
import { type Column, listFormat, writeList } from '../table.ts'

const COLUMNS: readonly Column<LedgerRow>[] = [
  { title: 'SERVER', text: (row) => row.address },
  { title: 'NAMES', text: (row) => row.names.slice(0, 3).join(' ') || '-' },
  { title: 'FLOWS', text: (row) => countText(row.flows), right: true },
  { title: 'BYTES', text: (row) => bytesText(row.bytes), right: true },
  {
    title: 'READ',
    text: (row) => shareText(row.readShare, 1),
    right: true,
    paint: (text, row, style) => (row.readShare < 0.5 ? style.yellow(text) : text),
  },
  { title: 'TLS', text: (row) => shareText(row.encryptedShare, 1), right: true },
  { title: 'OTHER', text: (row) => shareText(row.otherShare, 1), right: true },
  {
    title: 'LOST',
    text: (row) => shareText(row.gapShare, 1),
    right: true,
    paint: (text, row, style) => (row.gapShare > 0.01 ? style.red(text) : text),
  },
  { title: 'ONE-SIDED', text: (row) => shareText(row.oneSidedShare, 1), right: true },
  { title: 'REQUESTS', text: (row) => countText(row.requests), right: true },
  { title: 'RESPONSES', text: (row) => countText(row.responses), right: true },
  { title: 'PAIRED', text: (row) => countText(row.exchanges), right: true },
]

export const run: RunCommand = async ({ options }, io) => {
  const { ledger, counters } = viewInventory(options, ({ inventory }) => ({
    ledger: createLedger(inventory.coverage),
    counters: inventory.coverage.counters,
  }))
  const format = listFormat(textOption(options, 'format'))
  const list = { name: 'servers', rows: ledger.rows, columns: COLUMNS, empty: 'no connections' }
  if (format === 'json')
    io.out(
      `${JSON.stringify({ coverage: { ...ledger, counters: Object.fromEntries([...counters].sort(([a], [b]) => (a < b ? -1 : 1))) } }, null, 2)}\n`,
    )
  else if (format === 'table') writeLedger(ledger, counters, io, writeList(list, 'table', styleOf(io.outIsTerminal, io.env), io.columns))
  else printList(list, options, io)
  return EXIT.ok
}

function writeLedger(ledger: Ledger, counters: ReadonlyMap<string, number>, io: Io, servers: string): void {
  const style = styleOf(io.outIsTerminal, io.env)
  io.out(
    `${style.bold('Capture')}: ${countText(ledger.packets)} packets, ${bytesText(ledger.bytes)}, ${countText(ledger.dropped)} dropped before earshot\n\n${servers}\n`,
  )
  const sentences = [...ledger.diagnosis, ...ledger.rows.flatMap((row) => row.diagnosis)]
  io.out(`${style.bold('Not seen')}\n`)
  for (const sentence of sentences) io.out(`  ${style.yellow('-')} ${sentence}\n`)
  if (sentences.length === 0) io.out('  nothing that earshot knows of\n')
  io.out(`\n${style.bold('Counters')}\n`)
  for (const [id, value] of [...counters].sort(([a], [b]) => (a < b ? -1 : 1)))
    io.out(`  ${countText(value).padStart(14)}  ${id.padEnd(34)} ${style.dim(COUNTERS[id as CounterId] ?? '')}\n`)
}
