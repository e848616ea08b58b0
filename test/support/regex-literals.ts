import { readFileSync } from 'node:fs'
import { sourceFiles } from './source-files.ts'

export interface RegexLiteral {
  /** `inventory/observe/stack-trace.ts:12`. */
  readonly place: string
  readonly source: string
  readonly flags: string
}

/** Generated tables without code. */
const SKIPPED: ReadonlySet<string> = new Set(['inventory/template/model-data.ts'])
/** After these a slash begins an expression; after a name, a number or a closing bracket it divides. */
const BEFORE_EXPRESSION = /(?:^|[=(,:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in|yield|await|void))\s*$/
const LITERAL = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/y

/** Every regular expression that is written in the sources, so that a new one is tested without being named anywhere. */
export const regexLiterals = (): RegexLiteral[] =>
  sourceFiles()
    .filter((file) => !SKIPPED.has(file))
    .flatMap((file) => literalsIn(readFileSync(file, 'utf8')).map(({ line, ...literal }) => ({ place: `${file}:${line}`, ...literal })))

/** A scanner for our own style: comments, strings and templates are stepped over (the code inside a template is not). */
export function literalsIn(text: string): { line: number; source: string; flags: string }[] {
  const found: { line: number; source: string; flags: string }[] = []
  /** Open braces of the code inside each template. */
  const templates: number[] = []
  let at = 0
  const to = (index: number): void => void (at = index < 0 ? text.length : index)
  while (at < text.length) {
    const two = text.slice(at, at + 2)
    if (two === '//' || (two === '#!' && at === 0)) to(text.indexOf('\n', at))
    else if (two === '/*') to(text.indexOf('*/', at) + 2)
    else if (text[at] === "'" || text[at] === '"') at = afterQuoted(text, at + 1, text[at] as string)
    else if (text[at] === '`' || (text[at] === '}' && templates.at(-1) === 0)) {
      if (text[at] === '}') templates.pop()
      at = afterQuoted(text, at + 1, '`')
      if (text[at - 1] === '{') templates.push(0)
    } else {
      LITERAL.lastIndex = at
      const match = text[at] === '/' && BEFORE_EXPRESSION.test(text.slice(Math.max(0, at - 40), at)) ? LITERAL.exec(text) : null
      if (match !== null) found.push({ line: text.slice(0, at).split('\n').length, source: match[1] as string, flags: match[2] as string })
      if (templates.length > 0 && /[{}]/.test(text[at] as string)) templates[templates.length - 1]! += text[at] === '{' ? 1 : -1
      at += match === null ? 1 : match[0].length
    }
  }
  return found
}

/** Behind the closing quote, or, in a template, behind `${`. */
function afterQuoted(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at + 1
    else if (quote === '`' && text.startsWith('${', at)) return at + 2
  }
  return text.length
}
