// Header names by number. The names below always have the same id, so that framing compares integers, not strings.

import { InternTable } from './intern-table.ts'

const KNOWN = [
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'content-type',
  'connection',
  'upgrade',
  'expect',
  'host',
] as const

/** Id of a name that framing asks for; the same in every table that `fieldNames` gives. */
export const NAME = Object.fromEntries(KNOWN.map((name, id) => [name, id])) as { readonly [name in (typeof KNOWN)[number]]: number }

/** A table of header names that starts with the known ones. `capacity` bounds how many names it learns. */
export function fieldNames(capacity: number): InternTable {
  const table = new InternTable(Math.max(capacity, KNOWN.length), true)
  for (const name of KNOWN) {
    const bytes = Uint8Array.from(name, (letter) => letter.charCodeAt(0))
    table.intern(bytes, 0, bytes.length)
  }
  return table
}
