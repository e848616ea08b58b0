// application/x-www-form-urlencoded: an object whose values are strings, lists where a name comes again.

import { QUERY_PAIRS_MAX, splitQuery } from '../query.ts'
import { CONTAINER, NO_KEY, ROW, type Tape } from './tape.ts'

const decoder = new TextDecoder('latin1')

/** False if nothing in it is a field. */
export function walkForm(tape: Tape, bytes: Uint8Array, truncated: boolean): boolean {
  const text = decoder.decode(bytes)
  // The last field may be cut: leave it out.
  const whole = truncated ? text.slice(0, Math.max(0, text.lastIndexOf('&'))) : text
  const pairs = splitQuery(whole)
  if (pairs.length === 0) return false
  const fields = new Map<string, string[]>()
  for (const { name, value } of pairs) addField(fields, name, value)
  // Beyond so many fields they are left out.
  writeFields(tape, fields, truncated || pairs.length === QUERY_PAIRS_MAX)
  return true
}

export function addField(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name)
  if (values === undefined) fields.set(name, [value])
  else values.push(value)
}

/** One object row; a name that ends in `[]` or has several values is a list. */
export function writeFields(tape: Tape, fields: ReadonlyMap<string, readonly string[]>, cut: boolean): void {
  const row = tape.open(ROW.object, NO_KEY)
  for (const [name, values] of fields) {
    const key = tape.keys.internText(name)
    if (values.length === 1 && !name.endsWith('[]')) tape.addText(key, values[0] as string)
    else {
      const list = tape.open(ROW.array, key)
      for (const value of values) tape.addText(NO_KEY, value)
      tape.closeArray(list, 0)
    }
  }
  tape.closeObject(row, cut ? CONTAINER.cut : 0)
}
