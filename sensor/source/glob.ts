// Globs for those whom the shell did not help (quoted patterns, Windows): `*`, `?`, `[a-z]`, and `**` for any depth. [I/O]

import { readdirSync } from 'node:fs'

export const isGlob = (path: string): boolean => /[*?[]/.test(path)

/** Paths that match, in no particular order. Names that begin with a dot match only a pattern that does. */
export function expandGlob(pattern: string): string[] {
  const parts = pattern.replaceAll('\\', '/').split('/')
  const [start, rest] = parts[0] === '' ? ['/', parts.slice(1)] : ['', parts]
  return matches(start, rest)
}

function matches(base: string, parts: readonly string[]): string[] {
  const [part, ...rest] = parts
  if (part === undefined) return [base.replace(/\/$/, '')]
  if (part === '**') return [...matches(base, rest), ...directoriesIn(base).flatMap((name) => matches(`${base}${name}/`, parts))]
  if (!isGlob(part)) return part === '.' || part === '..' || namesIn(base).includes(part) ? matches(`${base}${part}/`, rest) : []
  const names = (rest.length > 0 ? directoriesIn(base) : namesIn(base)).filter((name) => matchesName(name, part))
  return names.flatMap((name) => matches(`${base}${name}/`, rest))
}

/** Whether one name matches one part of a pattern. */
export function matchesName(name: string, part: string): boolean {
  if (name.startsWith('.') && !part.startsWith('.')) return false
  const source = part.replace(/\[!?[^\]]{1,64}\]|[*?]|[.+^${}()|[\]\\]/g, (token) => {
    if (token === '*') return '.*'
    if (token === '?') return '.'
    if (token.length > 1) return token.replace('[!', '[^').replaceAll('\\', '\\\\')
    return `\\${token}`
  })
  return new RegExp(`^${source}$`).test(name)
}

const entriesIn = (directory: string) => {
  try {
    return readdirSync(directory === '' ? '.' : directory, { withFileTypes: true })
  } catch {
    return []
  }
}
const namesIn = (directory: string): string[] => entriesIn(directory).map((entry) => entry.name)
const directoriesIn = (directory: string): string[] => entriesIn(directory).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
