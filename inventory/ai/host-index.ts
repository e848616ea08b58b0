// Finds the catalogue entry of a host name. Built once, asked for every exchange: exact names by a map, patterns label by label,
// and answers remembered.

import { CATALOGUE, type CatalogueEntry } from './catalogue.ts'

const REMEMBERED_MAX = 10_000

interface Pattern {
  readonly labels: readonly string[]
  /** Any number of labels may stand in front. */
  readonly open: boolean
  readonly entry: CatalogueEntry
}

export class HostIndex {
  readonly #exact = new Map<string, CatalogueEntry>()
  readonly #patterns: Pattern[] = []
  readonly #remembered = new Map<string, CatalogueEntry | null>()

  constructor(additional: readonly CatalogueEntry[] = []) {
    const entries = new Map(CATALOGUE.map((entry) => [entry.id, entry]))
    for (const entry of additional) {
      const ours = entries.get(entry.id)
      entries.set(entry.id, ours === undefined ? entry : { ...ours, ...entry, hosts: [...ours.hosts, ...entry.hosts] })
    }
    for (const entry of entries.values()) for (const host of entry.hosts) this.#add(host, entry)
  }

  /** `host` in lower case, without port. */
  find(host: string): CatalogueEntry | null {
    let entry = this.#remembered.get(host)
    if (entry === undefined) {
      entry = this.#search(host)
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
      this.#remembered.set(host, entry)
    }
    return entry
  }

  #add(host: string, entry: CatalogueEntry): void {
    if (!host.includes('*') && !host.includes('{}')) this.#exact.set(host, entry)
    else {
      const open = host.startsWith('*.')
      this.#patterns.push({ labels: (open ? host.slice(2) : host).split('.'), open, entry })
    }
  }

  #search(host: string): CatalogueEntry | null {
    const exact = this.#exact.get(host)
    if (exact !== undefined) return exact
    const labels = host.split('.')
    return this.#patterns.find((pattern) => matches(pattern, labels))?.entry ?? null
  }
}

function matches({ labels, open }: Pick<Pattern, 'labels' | 'open'>, host: readonly string[]): boolean {
  const surplus = host.length - labels.length
  if (open ? surplus < 1 : surplus !== 0) return false
  return labels.every((label, index) => labelMatches(label, host[index + surplus]!))
}

function labelMatches(pattern: string, label: string): boolean {
  const hole = pattern.indexOf('{}')
  if (hole < 0) return pattern === label
  const before = pattern.slice(0, hole)
  const after = pattern.slice(hole + 2)
  return label.length > before.length + after.length && label.startsWith(before) && label.endsWith(after)
}

/** Does `host` fit a host pattern of the catalogue? */
export function hostMatches(pattern: string, host: string): boolean {
  const open = pattern.startsWith('*.')
  const labels = (open ? pattern.slice(2) : pattern).split('.')
  return matches({ labels, open }, host.split('.'))
}
