// Regular expressions as trees, for our own patterns: no back-references, look-behind of fixed width.

export type RegexNode =
  | { readonly kind: 'set'; readonly has: (character: string) => boolean; readonly samples: readonly string[] }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly kind: 'edge'; readonly type: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'look'; readonly item: RegexNode; readonly negative: boolean; readonly behind: boolean }

/** One of each kind of character, and those that patterns like to tell apart. */
const CANDIDATES = [...'0a-A1z.Z9_b /:@+=,;()[]{}<>"\'`\\|~%&#?!*$^fF\t\n\r\u0001é€']

export function parseRegex(source: string, flags: string): RegexNode {
  let at = 0
  const setFlags = flags.replace(/[^isu]/g, '')

  const choice = (): RegexNode => {
    const items = [sequence()]
    while (source[at] === '|') {
      at++
      items.push(sequence())
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: 'choice', items }
  }

  const sequence = (): RegexNode => {
    const items: RegexNode[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(atom()))
    return { kind: 'sequence', items }
  }

  const repeated = (item: RegexNode): RegexNode => {
    const match = /^(?:[*+?]|\{(\d+)(,)?(\d+)?\})/.exec(source.slice(at, at + 16))
    if (match === null) return item
    at += match[0].length
    const lazy = source[at] === '?'
    if (lazy) at++
    const least = match[1] === undefined ? (match[0] === '+' ? 1 : 0) : Number(match[1])
    const open = match[0] === '?' ? 1 : Infinity
    const max = match[1] === undefined ? open : match[3] !== undefined ? Number(match[3]) : match[2] === undefined ? least : Infinity
    return { kind: 'repeat', item, min: least, max, lazy }
  }

  const atom = (): RegexNode => {
    const rest = source.slice(at, at + 12)
    const group = /^\((?:\?(?:(:)|(<?)([=!])|<[A-Za-z]\w*>))?/.exec(rest)
    if (group !== null) {
      at = group[0].startsWith('(?<') && group[3] === undefined ? source.indexOf('>', at) + 1 : at + group[0].length
      const item = choice()
      if (source[at++] !== ')') throw new Error(`unclosed group in ${source}`)
      return group[3] === undefined ? item : { kind: 'look', item, negative: group[3] === '!', behind: group[2] === '<' }
    }
    const edge = /^(?:[$^]|\\[bB])/.exec(rest)?.[0]
    if (edge !== undefined) {
      at += edge.length
      return { kind: 'edge', type: edge as '^' }
    }
    if (/^\\[1-9k]/.test(rest)) throw new Error(`a back-reference in ${source}`)
    const text =
      /^(?:\[(?:[^\]\\]|\\.)*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Za-z]|\\.|.)/su.exec(
        source.slice(at),
      )?.[0] ?? ''
    at += text.length
    return setOf(text, setFlags)
  }

  const tree = choice()
  if (at !== source.length) throw new Error(`${source} is not read beyond ${at}`)
  return tree
}

function setOf(text: string, flags: string): RegexNode {
  const native = new RegExp(`^(?:${text})$`, flags)
  const known = new Map<string, boolean>()
  const has = (character: string): boolean => {
    const before = known.get(character)
    if (before !== undefined) return before
    const is = native.test(character)
    known.set(character, is)
    return is
  }
  const own = [...text].filter((character) => !CANDIDATES.includes(character))
  return { kind: 'set', has, samples: [...CANDIDATES, ...own].filter(has).slice(0, 4) }
}
