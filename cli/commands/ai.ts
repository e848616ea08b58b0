import { aiJson, aiMap, isMapFormat, isSanctioned, writeMap } from '../../inventory/index.ts'
import { EXIT } from '../../sensor/base/errors.ts'
import type { RunCommand } from '../command.ts'
import { viewInventory } from '../inventory-view.ts'
import { judgeSettings } from '../judge-settings.ts'
import { textOption } from '../options.ts'
import { countText, printList } from '../print.ts'
import { type Column, listFormat } from '../table.ts'

type AiAnswer = ReturnType<typeof aiJson>

const PROVIDERS: readonly Column<AiAnswer['providers'][number]>[] = [
  { title: 'PROVIDER', text: (row) => row.id, paint: (text, _, style) => style.bold(text) },
  { title: 'KIND', text: (row) => row.kind },
  { title: 'HOST', text: (row) => row.host || row.address },
  { title: 'SEEN', text: (row) => row.visibility, paint: (text, row, style) => (row.visibility === 'encrypted' ? style.dim(text) : text) },
  { title: 'MODELS', text: (row) => row.models.join(' ') || '-' },
  { title: 'REQUESTS', text: (row) => countText(row.requests), right: true },
  { title: 'TOKENS IN', text: (row) => countText(row.tokensIn), right: true },
  { title: 'TOKENS OUT', text: (row) => countText(row.tokensOut), right: true },
  { title: 'CLIENTS', text: (row) => row.clients.slice(0, 4).join(' ') + (row.clients.length > 4 ? ' …' : '') },
]

const AGENTS: readonly Column<AiAnswer['agents'][number]>[] = [
  { title: 'AGENT', text: (row) => row.name || '-', paint: (text, _, style) => style.bold(text) },
  { title: 'VERSION', text: (row) => row.version || '-' },
  { title: 'PROTOCOL', text: (row) => row.protocol },
  { title: 'SEEN', text: (row) => row.status, paint: (text, row, style) => (row.status === 'declared' ? style.dim(text) : text) },
  { title: 'ADDRESS', text: (row) => `${row.address}${row.path}` },
  { title: 'HOST', text: (row) => row.host || '-' },
]

export const run: RunCommand = async ({ options }, io) => {
  const format = textOption(options, 'format')
  if (isMapFormat(format)) {
    const { aiProviders } = judgeSettings(options)
    const allowed =
      aiProviders === undefined ? {} : { isSanctioned: (one: Parameters<typeof isSanctioned>[0]) => isSanctioned(one, aiProviders) }
    io.out(viewInventory(options, ({ inventory }) => writeMap(aiMap(inventory.ai, allowed), format)))
    return EXIT.ok
  }
  const answer = viewInventory(options, ({ inventory }) => aiJson(inventory.ai))
  if (listFormat(textOption(options, 'format')) === 'json') {
    io.out(`${JSON.stringify(answer, null, 2)}\n`)
    return EXIT.ok
  }
  printList({ name: 'providers', rows: answer.providers, columns: PROVIDERS, empty: 'no model providers seen' }, options, io)
  if (answer.agents.length > 0) {
    io.out('\n')
    printList({ name: 'agents', rows: answer.agents, columns: AGENTS, empty: '' }, options, io)
  }
  return EXIT.ok
}
