// What a tool can do that may do harm, as far as its declaration tells. Annotations are the server's own words: they raise, and never lower.

import type { McpTool } from '../ai/ai-model.ts'
import { member, objectAt, parseJson, textAt } from '../ai/json-value.ts'

export type ToolRisk = 'runs-commands' | 'writes-files' | 'fetches-urls' | 'runs-sql' | 'reads-secrets' | 'destructive'

interface RiskRow {
  readonly id: ToolRisk
  readonly text: string
  /** On the name, in words joined by `_`. */
  readonly name?: RegExp
  /** Or one of these words in it, and one of those later on. */
  readonly verbs?: ReadonlySet<string>
  readonly things?: ReadonlySet<string>
  /** Or an argument of this name, where name and description speak of it, too. */
  readonly argument?: RegExp
  readonly speaks?: RegExp
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

// biome-ignore format: a table, a row a line
const RISKS: readonly RiskRow[] = [
  { id: 'runs-commands', text: 'runs commands or code', name: /(?:^|_)(?:shell|bash|terminal|powershell|subprocess)(?:_|$)|^(?:exec|eval)$/, verbs: words('exec execute run eval'), things: words('command cmd shell script code python javascript js'), argument: /^(?:command|cmd|script|code|shell)$/, speaks: /\b(?:run|runs|execute|executes|evaluate|shell|command line|terminal)\b/i },
  { id: 'writes-files', text: 'writes, moves or deletes files', verbs: words('write edit create delete remove move rename append save upload patch overwrite'), things: words('file files directory dir folder path') },
  { id: 'fetches-urls', text: 'fetches addresses that it is given', name: /^(?:fetch|curl|wget)$|(?:^|_)http_(?:get|post|request)/, verbs: words('fetch curl wget browse navigate scrape crawl download'), things: words('url uri page website site web link'), argument: /^(?:url|uri|href|endpoint)s?$/, speaks: /\b(?:fetch|fetches|download|downloads|GET|navigate to|navigates to|crawl|scrape|retrieve)\b/i },
  { id: 'runs-sql', text: 'runs SQL', name: /(?:^|_)sql(?:_|$)|(?:^|_)(?:execute|run|raw)_query(?:_|$)/, argument: /^(?:sql|query|statement)$/, speaks: /\bSQL\b|\b(?:postgres|mysql|sqlite|database)\b.{0,60}\bquer/i },
  { id: 'reads-secrets', text: 'reads environment variables or secrets', name: /(?:^|_)(?:env|environment|secret|secrets|credential|credentials|keychain|vault)(?:_|$)/, speaks: /\benvironment variables\b/i },
]

const TEXTS: ReadonlyMap<ToolRisk, string> = new Map([
  ...RISKS.map(({ id, text }): [ToolRisk, string] => [id, text]),
  ['destructive', 'says of itself that it destroys'],
])

export const riskText = (risk: ToolRisk): string => TEXTS.get(risk) ?? risk

export function risksOf(tool: McpTool): ToolRisk[] {
  const declared = parseJson(tool.definition ?? 'null')
  const name = snakeCase(tool.name)
  const text = `${tool.name.replace(/[_-]/g, ' ')} ${textAt(declared, 'description')}`
  const given = Object.keys(objectAt(objectAt(declared, 'inputSchema'), 'properties') ?? {})
  const found = RISKS.filter((row) => {
    if (row.name?.test(name) || doesToThing(row, name.split('_'))) return true
    const { argument, speaks } = row
    if (speaks?.test(text) !== true) return false
    return argument === undefined || given.some((one) => argument.test(one))
  }).map(({ id }): ToolRisk => id)
  if (member(objectAt(declared, 'annotations'), 'destructiveHint') === true) found.push('destructive')
  return found
}

function doesToThing({ verbs, things }: RiskRow, name: readonly string[]): boolean {
  const verb = name.findIndex((word) => verbs?.has(word))
  return verb >= 0 && name.slice(verb + 1).some((word) => things?.has(word))
}

/** `runShellCommand`, `run-shell-command` -> `run_shell_command`. */
const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
