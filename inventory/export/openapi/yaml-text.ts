// Plain values as YAML 1.2, in pieces. Only what JSON can hold: block style, strings quoted as in JSON unless plainly harmless.

/** Words that YAML 1.1 readers take for something else, and numbers. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|~|nan|inf|[-+.]?(?:inf|nan)|0[xob].*|[-+]?[\d.].*)$/i
const HARMLESS = /^[A-Za-z_/$](?:[\w/$.(){}+-]|[ ,;'](?=[\w/$(){}]))*$/

/** One line at a time, line ends included. */
export function* yamlText(value: unknown): Iterable<string> {
  if (isCollection(value) && sizeOf(value) > 0) yield* lines(value, '')
  else yield `${scalar(value)}\n`
}

function* lines(value: object, indent: string): Iterable<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* entry(`${indent}-`, item, `${indent}  `, true)
    return
  }
  for (const [name, child] of Object.entries(value))
    if (child !== undefined) yield* entry(`${indent}${scalar(name)}:`, child, `${indent}  `, false)
}

function* entry(head: string, value: unknown, indent: string, inList: boolean): Iterable<string> {
  if (!isCollection(value) || sizeOf(value) === 0) {
    yield `${head} ${scalar(value)}\n`
    return
  }
  if (!inList) {
    yield `${head}\n`
    yield* lines(value, indent)
    return
  }
  // the first line of an item stands beside its dash
  let isFirst = true
  for (const line of lines(value, indent)) {
    yield isFirst ? `${head} ${line.slice(indent.length)}` : line
    isFirst = false
  }
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object' && value !== null) return '{}'
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  return HARMLESS.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value)
}

const isCollection = (value: unknown): value is object => typeof value === 'object' && value !== null

const sizeOf = (value: object): number =>
  Array.isArray(value) ? value.length : Object.values(value).reduce<number>((n, child) => (child === undefined ? n : n + 1), 0)
