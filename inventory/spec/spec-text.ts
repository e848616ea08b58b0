// Text of a description -> plain values, with the line of each: YAML 1.2, of which JSON is a part.

import { isMap, isNode, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml'
import { UserError } from '../../sensor/base/errors.ts'

/** Keys and indices from the top. */
export type SpecPath = readonly (string | number)[]

export interface SpecText {
  readonly source: string
  readonly value: unknown
  /** Line of the value at `path`, counted from 1, or of the nearest one above it; 0 when lines are not known. */
  line(path: SpecPath): number
}

/** Finding lines in JSON means reading it a second time, slowly: not for documents beyond this. */
const JSON_WITH_LINES_CHARACTERS = 2_000_000

/** UserError with line and reason when the text is neither YAML nor JSON. */
export function readSpecText(text: string, source: string): SpecText {
  if (/^\s*\{/.test(text)) {
    const value = parseJson(text)
    if (value !== undefined) {
      let yaml: SpecText | undefined
      const lines = (): SpecText => (yaml ??= readYaml(text, source))
      return { source, value, line: (path) => (text.length > JSON_WITH_LINES_CHARACTERS ? 0 : lines().line(path)) }
    }
  }
  return readYaml(text, source)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readYaml(text: string, source: string): SpecText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'error' })
  const fault = document.errors[0]
  if (fault !== undefined) throw unusable(source, lines.linePos(fault.pos[0]).line, firstSentence(fault.message))
  const line = (path: SpecPath): number => {
    const start = startOf(document.contents, path)
    return start === undefined ? 1 : lines.linePos(start).line
  }
  try {
    return { source, value: document.toJS({ maxAliasCount: 1000 }), line }
  } catch (error) {
    throw unusable(source, 0, error instanceof Error ? firstSentence(error.message) : 'it cannot be read')
  }
}

/** Where the key of the last step stands, or the item; of the nearest one above it where the path leads nowhere. */
function startOf(top: unknown, path: SpecPath): number | undefined {
  let node = top
  let start = isNode(top) ? top.range?.[0] : undefined
  for (const key of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find((one) => String(isScalar(one.key) ? one.key.value : one.key) === String(key))
      if (isNode(pair?.key)) start = pair.key.range?.[0] ?? start
      node = pair?.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      if (isNode(node)) start = node.range?.[0] ?? start
    } else break
  }
  return start
}

const firstSentence = (text: string): string => (text.split('\n')[0] as string).replace(/ at line.*$/, '').replace(/\.$/, '')

/** `openapi.yaml:12: the reason`. */
export function unusable(source: string, line: number, reason: string): UserError {
  return new UserError(`${source}${line > 0 ? `:${line}` : ''}: ${reason}`, {
    hint: 'An OpenAPI 3.x or Swagger 2.0 document in YAML or JSON is wanted.',
  })
}
