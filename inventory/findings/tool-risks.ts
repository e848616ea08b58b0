// What a tool can do that may do harm, as far as its declaration tells. Annotations are the server's own words: they raise, and never lower.

import type { McpTool } from '../ai/ai-model.ts'
import { member, objectAt, parseJson, textAt } from '../ai/json-value.ts'

export type ToolRisk = 'runs-commands' | 'writes-files' | 'fetches-urls' | 'runs-sql' | 'reads-secrets' | 'destructive'

interface RiskRow {
  readonly id: ToolRisk
  readonly text: string
  /** On the name, in words joined by `_`. */
  readonly name: RegExp
  /** Or an argument of this name, where name and description speak of it, too. */
  readonly argument?: RegExp
  readonly speaks?: RegExp
}

// biome-ignore format: a table, a row a line
const RISKS: readonly RiskRow[] = [
  { id: 'runs-commands', text: 'runs commands or code', name: /(?:^|_)(?:shell|bash|terminal|powershell|subprocess)(?:_|$)|(?:^|_)(?:exec|execute|run|eval)_(?:\w+_)?(?:command|cmd|shell|script|code|python|javascript|js)(?:_|$)|^(?:exec|eval)$/, argument: /^(?:command|cmd|script|code|shell)$/, speaks: /\b(?:run|runs|execute|executes|evaluate|shell|command line|terminal)\b/i },
  { id: 'writes-files', text: 'writes, moves or deletes files', name: /(?:^|_)(?:write|edit|create|delete|remove|move|rename|append|save|upload|patch|overwrite)_(?:\w+_)?(?:file|files|directory|dir|folder|path)(?:_|$)/ },
  { id: 'fetches-urls', text: 'fetches addresses that it is given', name: /(?:^|_)(?:fetch|curl|wget|browse|navigate|scrape|crawl|download)_(?:\w+_)?(?:url|uri|page|website|site|web|link)(?:_|$)|^(?:fetch|curl|wget)$|(?:^|_)http_(?:get|post|request)/, argument: /^(?:url|uri|href|endpoint)s?$/, speaks: /\b(?:fetch|fetches|download|downloads|GET|navigate to|navigates to|crawl|scrape|retrieve)\b/i },
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
  const name = wordsOf(tool.name)
  const text = `${tool.name.replace(/[_-]/g, ' ')} ${textAt(declared, 'description')}`
  const given = Object.keys(objectAt(objectAt(declared, 'inputSchema'), 'properties') ?? {})
  const found = RISKS.filter(({ name: named, argument, speaks }) => {
    if (named.test(name)) return true
    if (speaks?.test(text) !== true) return false
    return argument === undefined || given.some((one) => argument.test(one))
  }).map(({ id }): ToolRisk => id)
  if (member(objectAt(declared, 'annotations'), 'destructiveHint') === true) found.push('destructive')
  return found
}

/** `runShellCommand`, `run-shell-command` -> `run_shell_command`. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
