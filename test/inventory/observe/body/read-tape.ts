// A tape read back: what stands in it, with strings by their hash, so that it can be compared with plain values.

import { ROW, Tape } from '../../../../inventory/observe/body/tape.ts'
import { hashText } from '../../../../inventory/observe/hash.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'

export const CUT = '(cut)'

export const newTape = (limits: Partial<typeof DEFAULT_LIMITS> = {}): Tape => new Tape({ ...DEFAULT_LIMITS, ...limits }, () => [])

/** Every document on the tape. */
export function readTape(tape: Tape): unknown[] {
  const documents: unknown[] = []
  for (let row = 0; row < tape.rows; row = tape.next[row] as number) documents.push(valueAt(tape, row))
  return documents
}

function valueAt(tape: Tape, row: number): unknown {
  switch (tape.kind[row]) {
    case ROW.null:
      return null
    case ROW.false:
      return false
    case ROW.true:
      return true
    case ROW.number:
      return tape.real[row]
    case ROW.string:
      return `#${tape.real[row]}`
    case ROW.array:
      return childrenOf(tape, row).map((child) => valueAt(tape, child))
    case ROW.object: {
      const counted = childrenOf(tape, row).filter((child) => tape.kind[child] !== ROW.repeated)
      return Object.fromEntries(counted.map((child) => [tape.keys.names[tape.key[child] as number] ?? '(long)', valueAt(tape, child)]))
    }
    default:
      return CUT
  }
}

function childrenOf(tape: Tape, row: number): number[] {
  const children: number[] = []
  for (let child = row + 1; child < (tape.next[row] as number); child = tape.next[child] as number) children.push(child)
  return children
}

/** A plain value as `readTape` gives it. */
export function hashed(value: unknown): unknown {
  if (typeof value === 'string') return `#${hashText(value)}`
  if (Array.isArray(value)) return value.map(hashed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hashed(inner)]))
}
