import { loadSpec, openStore } from '../../inventory/index.ts'
import { EXIT, UserError } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { withStore } from '../inventory-view.ts'
import type { Io } from '../io.ts'
import { createLog } from '../log.ts'
import { type OptionValues, textOption } from '../options.ts'
import { countText, printList } from '../print.ts'
import type { Column } from '../table.ts'

interface SpecRow {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly hosts: readonly string[]
  readonly operations: number
}

const COLUMNS: readonly Column<SpecRow>[] = [
  { title: 'ID', text: (row) => row.id },
  { title: 'TITLE', text: (row) => row.title },
  { title: 'VERSION', text: (row) => row.version },
  { title: 'HOSTS', text: (row) => row.hosts.join(' ') || 'any' },
  { title: 'OPERATIONS', text: (row) => countText(row.operations), right: true },
]

export const run: RunCommand = async ({ arguments: [action, ...what], options }, io) => {
  switch (action) {
    case 'add':
      return add(what, options, io)
    case 'list':
      return list(options, io)
    case 'remove':
      return remove(what, options, io)
    default:
      throw new UserError(`unknown action "${action}"`, { hint: 'Choose add, list or remove.' })
  }
}

async function add(files: readonly string[], options: OptionValues, io: Io): Promise<number> {
  if (files.length === 0) throw new UserError('no document given', { hint: 'earshot spec add openapi.yaml --db inventory.db' })
  const specs = await Promise.all(files.map((file) => loadSpec(file)))
  const log = createLog(io, 'text')
  withWriter(options, (store) => {
    for (const spec of specs) {
      store.addSpec(spec)
      log.note(`attached ${spec.title} ${spec.version}: ${countText(spec.operations.length)} operations`)
    }
  })
  return EXIT.ok
}

function list(options: OptionValues, io: Io): number {
  const rows = withStore(options, (store) => store.specRows()).map(({ id, document: spec }) => ({
    id: String(id),
    title: spec.title,
    version: spec.version,
    hosts: spec.hosts,
    operations: spec.operations.length,
  }))
  printList({ name: 'specs', rows, columns: COLUMNS, empty: 'no documents attached' }, options, io)
  return EXIT.ok
}

function remove(ids: readonly string[], options: OptionValues, io: Io): number {
  if (ids.length === 0) throw new UserError('no document named', { hint: '`earshot spec list` shows their ids.' })
  withWriter(options, (store) => {
    for (const id of ids) {
      const { document } = store.removeSpec(id)
      createLog(io, 'text').note(`removed ${document.title} ${document.version}`)
    }
  })
  return EXIT.ok
}

function withWriter(options: OptionValues, use: (store: ReturnType<typeof openStore>) => void): void {
  const store = openStore(textOption(options, 'db') as string, { mode: 'write' })
  try {
    use(store)
  } finally {
    store.close()
  }
}
