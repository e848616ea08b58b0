import { aiMap, isMapFormat, mcpServersJson, writeMap } from '../../inventory/index.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import { flagOption, textOption } from '../options.ts'
import { countText, printList } from '../print.ts'
import type { Column } from '../table.ts'

type McpRow = ReturnType<typeof mcpServersJson>['servers'][number]

const COLUMNS: readonly Column<McpRow>[] = [
  { title: 'SERVER', text: (row) => `${row.address}${row.path}`, paint: (text, _, style) => style.bold(text) },
  { title: 'NAME', text: (row) => row.names.join(' ') || '-' },
  { title: 'CONFIDENCE', text: (row) => row.confidence },
  { title: 'STATUS', text: (row) => row.status },
  { title: 'PROTOCOL', text: (row) => row.protocolVersions.join(' ') || '-' },
  { title: 'TRANSPORT', text: (row) => row.transports.join(' ') || '-' },
  { title: 'TOOLS', text: (row) => countText(row.tools.length), right: true },
  { title: 'CALLS', text: (row) => countText(row.tools.reduce((sum, tool) => sum + tool.calls, 0)), right: true },
  { title: 'ERRORS', text: (row) => countText(row.tools.reduce((sum, tool) => sum + tool.errors, 0)), right: true },
  { title: 'AUTH', text: (row) => row.auth },
  { title: 'CLIENTS', text: (row) => row.clients.map(({ name }) => name).join(' ') || '-' },
]

export const run: RunCommand = async ({ options }, io) => {
  const format = textOption(options, 'format')
  if (isMapFormat(format)) {
    io.out(viewInventory(options, ({ inventory }) => writeMap(aiMap(inventory.ai, { only: 'mcp' }), format)))
    return EXIT.ok
  }
  const { servers } = viewInventory(options, ({ inventory }) => mcpServersJson(inventory.ai))
  const rows = servers.filter((server) => flagOption(options, 'all') || server.confidence !== 'candidate')
  printList({ name: 'servers', rows, columns: COLUMNS, empty: 'no MCP servers seen (inside TLS none can be seen)' }, options, io)
  return EXIT.ok
}
