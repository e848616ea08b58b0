// Names in a document: operation ids, tags, and what a schema is called. Stable: they depend on the place alone.

import type { TemplateSegment } from '../../model.ts'

const VERSION = /^v\d+([._-]\d+)*$/i
/** Words in front of a resource that say nothing about it. */
const PREFIXES = new Set(['api', 'apis', 'rest', 'public', 'internal', 'services', 'service'])

/** `users` of `/api/v1/users/{userId}/orders`; `default` where the path has no word. */
export function tagOf(segments: readonly TemplateSegment[]): string {
  const words = wordsOf(segments)
  return words.find((word) => !VERSION.test(word) && !PREFIXES.has(word.toLowerCase())) ?? words[0] ?? 'default'
}

/** `getUsersByUserIdOrders`. Not unique yet: see `uniqueName`. */
export function operationIdOf(method: string, segments: readonly TemplateSegment[]): string {
  const parts = segments.map((segment) =>
    segment.kind === 'literal' ? pascal(segment.text) : `${pascal(segment.prefix)}By${pascal(segment.name)}${pascal(segment.suffix)}`,
  )
  return `${method.toLowerCase().replace(/[^a-z]/g, '')}${parts.join('') || 'Root'}`
}

/** `Order` of `/users/{userId}/orders/{orderId}`: the last word, as one thing. */
export function nounOf(segments: readonly TemplateSegment[]): string {
  const words = wordsOf(segments).filter((word) => !VERSION.test(word))
  return pascal(singular(words.at(-1) ?? 'root')) || 'Root'
}

const wordsOf = (segments: readonly TemplateSegment[]): string[] =>
  segments.flatMap((segment) => {
    const text = segment.kind === 'literal' ? segment.text : segment.prefix.replace(/\W+$/, '')
    return text === '' ? [] : [text]
  })

/** Letters and digits, each word with a capital. */
export function pascal(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    .join('')
}

export function singular(word: string): string {
  if (/(ss|us|is|news|series)$/i.test(word) || word.length < 4) return word
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y')
  if (/(ch|sh|x|ss|z)es$/i.test(word)) return word.slice(0, -2)
  return word.replace(/s$/i, '')
}

/** `wanted`, or with a number behind it when it is taken; and takes it. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`
  taken.add(name)
  return name
}
