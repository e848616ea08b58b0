// The parts of the documents that are written by the program itself. `npm run docs` writes them, a test compares them.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { COMMANDS } from '../../cli/commands.ts'
import { environmentName, OPTIONS, type OptionName, type OptionRow } from '../../cli/options.ts'
import { RULES } from '../../inventory/findings/index.ts'
import { OPERATION_FIELDS, SERVICE_FIELDS } from '../../inventory/index.ts'
import { ANOMALIES } from '../../sensor/base/anomaly.ts'
import { COUNTERS } from '../../sensor/base/counters.ts'
import { LIMITS } from '../../sensor/base/limits.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

function commands(): string {
  return COMMANDS.map((command) => {
    const synopsis = ['earshot', command.name, ...(command.arguments ?? []).map(({ syntax }) => syntax)].join(' ')
    return `**\`${synopsis}\`** ${command.summary}.\n\n${command.examples.map((example) => `    ${example}`).join('\n')}`
  }).join('\n\n')
}

function options(): string {
  const rows = (Object.keys(OPTIONS) as OptionName[]).map((name) => {
    const row: OptionRow = OPTIONS[name]
    const flag = `\`${row.short ? `-${row.short}, ` : ''}--${name}${row.value ? ` ${row.value}` : ''}\``
    return [
      flag,
      row.help,
      row.choices?.join(', ') ?? '',
      row.default === undefined ? '' : String(row.default),
      `\`${environmentName(name)}\``,
    ]
  })
  return table(['option', 'what it does', 'choices', 'default', 'environment'], rows)
}

const fields = (known: Readonly<Record<string, string>>): string =>
  table(
    ['field', 'what it holds'],
    Object.entries(known).map(([name, text]) => [`\`${name}\``, text]),
  )

/** What each rule says of itself. */
function rules(): string {
  return RULES.map(({ id, kind, severity, summary, remedy, references, examples }) =>
    [
      `**\`${id}\`** (${kind}, ${severity}) ${summary}`,
      `- Fires: ${examples.fires.text}. Silent: ${examples.silent.text}.`,
      `- What to do: ${remedy}`,
      `- ${references.join('; ')}`,
    ].join('\n'),
  ).join('\n\n')
}

const PARTS: readonly { file: string; name: string; write(): string }[] = [
  { file: 'inventory/findings/README.md', name: 'rules', write: rules },
  { file: 'cli/README.md', name: 'operation-fields', write: () => fields(OPERATION_FIELDS) },
  { file: 'cli/README.md', name: 'service-fields', write: () => fields(SERVICE_FIELDS) },
  { file: 'README.md', name: 'commands', write: commands },
  { file: 'cli/README.md', name: 'options', write: options },
  {
    file: 'cli/README.md',
    name: 'counters',
    write: () =>
      table(
        ['counter', 'what it counts'],
        Object.entries(COUNTERS).map(([id, text]) => [`\`${id}\``, text]),
      ),
  },
  {
    file: 'cli/README.md',
    name: 'anomalies',
    write: () =>
      table(
        ['anomaly', 'what it means'],
        Object.entries(ANOMALIES).map(([id, text]) => [`\`${id}\``, text]),
      ),
  },
  {
    file: 'cli/README.md',
    name: 'limits',
    write: () =>
      table(
        ['limit', 'default', 'why', 'what happens there'],
        Object.entries(LIMITS).map(([id, limit]) => [`\`${id}\``, limit.value.toLocaleString('en-US'), limit.why, limit.at]),
      ),
  },
]

/** File -> its text with all generated parts written anew. */
export function generatedDocs(): Map<string, string> {
  const texts = new Map<string, string>()
  for (const { file, name, write } of PARTS) {
    const text = texts.get(file) ?? readFileSync(file, 'utf8')
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(open), text.indexOf(close)]
    if (from < 0 || to < from) throw new Error(`${file} has no markers for ${name}`)
    texts.set(file, `${text.slice(0, from + open.length)}\n${write()}\n${text.slice(to)}`)
  }
  return texts
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const [file, text] of generatedDocs()) writeFileSync(file, text)
