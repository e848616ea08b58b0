import { countServers, createLedger } from '../inventory/index.ts'
import type { Io } from './io.ts'
import { bytesText, countText, templateText } from './print.ts'
import type { RunTotals } from './recorder.ts'
import { styleOf } from './style.ts'

/** What a run found and what it could not see, in a few lines on standard error. */
export function writeSummary(totals: RunTotals, context: { io: Io; db: string; seconds: number }): void {
  const { io, db, seconds } = context
  const style = styleOf(io.errIsTerminal, io.env)
  const { inventory, counters } = totals
  const ledger = createLedger(inventory.coverage)
  const operations = [...inventory.services.values()].reduce((sum, service) => sum + service.operations.size, 0)
  const assets = [
    count(inventory.services.size, 'service'),
    count(operations, 'operation'),
    count(countServers(inventory.ai.mcpServers), 'MCP server'),
    count(inventory.ai.providers.size, 'AI provider'),
    count(totals.findings, 'finding'),
  ]
  io.err(
    `${style.bold(`run ${totals.run}`)}: ${countText(ledger.packets)} packets (${bytesText(ledger.bytes)}), ${countText(totals.exchanges)} exchanges in ${seconds.toFixed(1)} s\n`,
  )
  io.err(`  found: ${assets.join(', ')}\n`)
  const { merged, split } = totals.templates
  if (merged + split > 0)
    io.err(
      `  templates: ${templateText(totals.templates)} since earlier runs; earshot diff ${totals.run - 1} ${totals.run} --db ${db} tells which\n`,
    )
  const halves = counters.get('http.requests') + counters.get('http.responses') - 2 * counters.get('http.exchanges')
  if (halves > 0) io.err(`  ${countText(halves)} requests or responses have no partner in the capture\n`)
  for (const sentence of ledger.diagnosis) io.err(`  ${style.yellow('not seen:')} ${sentence}\n`)
  const blind = ledger.rows.filter((row) => row.encryptedShare > 0.5).length
  if (blind > 0)
    io.err(
      `  ${style.yellow('not seen:')} ${count(blind, 'server address', 'server addresses')} spoke mostly TLS; earshot coverage --db ${db} tells which\n`,
    )
  io.err(`  next: earshot endpoints --db ${db}\n`)
}

const count = (n: number, one: string, many = `${one}s`): string => `${countText(n)} ${n === 1 ? one : many}`
