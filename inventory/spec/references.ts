// `$ref` within a description and to files beside it. Nothing is ever fetched from the network.

import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { readSpecText, type SpecPath, type SpecText } from './spec-text.ts'

/** A value and where it stands. */
export interface Located {
  readonly file: SpecText
  readonly path: SpecPath
  readonly value: unknown
}

/** References that lead to references; more is a circle. */
const REFERENCE_CHAIN_MAX = 32
/** Files that one description may be spread over. */
const FILES_MAX = 1000

export class References {
  readonly #files = new Map<string, SpecText | null>()
  readonly #warn: (text: string) => void

  constructor(root: SpecText, warn: (text: string) => void) {
    this.#files.set(resolve(root.source), root)
    this.#warn = warn
  }

  /** Follows `$ref` until something else comes; null (and a warning) when it leads nowhere. */
  follow(at: Located): Located | null {
    let now: Located | null = at
    for (let step = 0; now !== null && step < REFERENCE_CHAIN_MAX; step++) {
      const reference = referenceOf(now.value)
      if (reference === null) return now
      now = this.target(now, reference)
    }
    if (now !== null) this.#warn(`${where(at)}: the reference goes in a circle`)
    return null
  }

  /** Where one reference leads, not followed further. */
  target(at: Located, reference: string): Located | null {
    const [address, fragment = ''] = reference.split('#', 2) as [string, string?]
    const file = address === '' ? at.file : this.#file(at, address)
    if (file === null) return null
    const path: (string | number)[] = []
    let value = file.value
    for (const token of fragment.split('/').slice(1)) {
      const key = decodeToken(token)
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
        this.#warn(`${where(at)}: "${reference}" does not exist`)
        return null
      }
      path.push(Array.isArray(value) ? Number(key) : key)
      value = (value as Record<string, unknown>)[key]
    }
    return { file, path, value }
  }

  #file(at: Located, address: string): SpecText | null {
    if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
      this.#warn(`${where(at)}: "${address}" was not fetched: nothing is read from the network`)
      return null
    }
    const decoded = decodeToken(address)
    const path = isAbsolute(decoded) ? decoded : resolve(dirname(resolve(at.file.source)), decoded)
    const known = this.#files.get(path)
    if (known !== undefined) return known
    let file: SpecText | null = null
    try {
      if (this.#files.size < FILES_MAX) file = readSpecText(readFileSync(path, 'utf8'), path)
    } catch {
      // the warning below says it
    }
    if (file === null) this.#warn(`${where(at)}: "${address}" cannot be read`)
    this.#files.set(path, file)
    return file
  }
}

export function referenceOf(value: unknown): string | null {
  const reference = typeof value === 'object' && value !== null ? (value as { $ref?: unknown }).$ref : undefined
  return typeof reference === 'string' ? reference : null
}

export function where({ file, path }: Located): string {
  const line = file.line(path)
  return line > 0 ? `line ${line}` : `/${path.join('/')}`
}

/** RFC 6901 within RFC 3986. */
function decodeToken(token: string): string {
  let text = token
  try {
    text = decodeURIComponent(token)
  } catch {
    // not percent-encoded after all
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~')
}
