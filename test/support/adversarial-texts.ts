// Texts that are made to keep a backtracking engine busy with one pattern: of the pattern's own characters, and nearly matching.

import type { RegexNode } from './regex-tree.ts'

/** A text of any length. */
export type TextOfLength = (length: number) => string

const ALPHABET_MAX = 10
const TAILS = ['', '\u0001', '!'] as const

export function adversarialTexts(tree: RegexNode): TextOfLength[] {
  const texts = new Map<string, TextOfLength>()
  const add = (before: string, between: string, pump: string, tail: string): void => {
    if (pump === '') return
    const key = [before, between, pump, tail].join('\u0000')
    texts.set(key, (length) => {
      const many = between === '' ? '' : fill(between, length / 2)
      return before + many + fill(pump, length - many.length) + tail
    })
  }
  const alphabet = [...new Set(setsOf(tree).flatMap((samples) => samples.slice(0, 3)))].slice(0, ALPHABET_MAX)
  for (const [at, character] of alphabet.entries()) {
    for (const tail of TAILS) add('', '', character, tail)
    // what may begin anywhere is not helped by an end that it knows
    add('\u0001', '', character, '\u0001')
    add('', '', character + (alphabet[at + 1] ?? alphabet[0]), '')
  }
  const whole = exampleOf(tree, 1)
  for (const pump of [whole, whole.slice(0, -1), `${whole}\u0001`]) add('', '', pump, '')
  // what the pattern asks for by name, where a repetition eats it as well
  const named = [...new Set(setsOf(tree).flatMap((samples) => (samples.length === 1 ? samples : [])))]
  for (const { before, pumps } of repeatsOf(tree, named)) {
    // many beginnings, and each sees the same long way before it
    add('', '', before, '')
    for (const pump of pumps) {
      add('', before, pump, '')
      for (const tail of TAILS) add(before, '', pump, tail)
    }
  }
  return [...texts.values()]
}

const fill = (text: string, length: number): string => text.repeat(Math.max(0, Math.ceil(length / text.length)))

function setsOf(node: RegexNode): (readonly string[])[] {
  if (node.kind === 'set') return [node.samples]
  if (node.kind === 'sequence' || node.kind === 'choice') return node.items.flatMap(setsOf)
  return node.kind === 'edge' ? [] : setsOf(node.item)
}

/** A short text that fits; what may be left out is there `optional` times. */
function exampleOf(node: RegexNode, optional: number): string {
  if (node.kind === 'set') return node.samples[0] ?? ''
  if (node.kind === 'sequence') return node.items.map((item) => exampleOf(item, optional)).join('')
  if (node.kind === 'choice') return exampleOf(node.items[0] as RegexNode, optional)
  if (node.kind === 'repeat') return exampleOf(node.item, optional).repeat(Math.min(node.max, Math.max(node.min, optional)))
  return ''
}

/** Every repetition with what leads to it. */
function repeatsOf(node: RegexNode, named: readonly string[], before = ''): { before: string; pumps: string[] }[] {
  if (node.kind === 'sequence') {
    let lead = before
    return node.items.flatMap((item) => {
      const found = repeatsOf(item, named, lead)
      lead += exampleOf(item, 0)
      return found
    })
  }
  if (node.kind === 'choice') return node.items.flatMap((item) => repeatsOf(item, named, before))
  if (node.kind === 'look') return repeatsOf(node.item, named, before)
  if (node.kind !== 'repeat') return []
  return [{ before, pumps: pumpsOf(node.item, named) }, ...repeatsOf(node.item, named, before)]
}

function pumpsOf(node: RegexNode, named: readonly string[]): string[] {
  if (node.kind === 'set') return [...new Set([...node.samples.slice(0, 3), ...named.filter(node.has).slice(0, ALPHABET_MAX)])]
  if (node.kind === 'choice') return node.items.flatMap((item) => pumpsOf(item, named)).slice(0, ALPHABET_MAX)
  return [...new Set([exampleOf(node, 0), exampleOf(node, 1)])]
}
