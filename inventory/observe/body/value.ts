// Bodies that a parser has already made into values: from values to tape.

import { CONTAINER, NO_KEY, ROW, type Tape } from './tape.ts'

/** `unknown` things (functions, symbols, undefined) leave no row. */
export function writeValue(tape: Tape, value: unknown, key: number = NO_KEY, depth = 0): void {
  if (value === null) tape.addPlain(ROW.null, key)
  else if (typeof value === 'boolean') tape.addPlain(value ? ROW.true : ROW.false, key)
  else if (typeof value === 'number' || typeof value === 'bigint') writeNumber(tape, value, key)
  else if (typeof value === 'string') tape.addText(key, value)
  else if (value instanceof Date) tape.addText(key, Number.isNaN(value.getTime()) ? '' : value.toISOString())
  else if (value instanceof Uint8Array) tape.addText(key, '')
  else if (Array.isArray(value)) writeArray(tape, value, key, depth)
  else if (typeof value === 'object') writeObject(tape, value as Record<string, unknown>, key, depth)
}

const encoder = new TextEncoder()

function writeNumber(tape: Tape, value: number | bigint, key: number): void {
  const text = encoder.encode(String(value))
  tape.addNumber(Number(value), key, text, 0, text.length, 1)
}

function writeArray(tape: Tape, values: readonly unknown[], key: number, depth: number): void {
  const row = tape.open(ROW.array, key)
  const inside = row >= 0 && depth < tape.limits.schemaDepth
  if (inside) {
    for (const value of values) {
      if (isFull(tape)) break
      writeValue(tape, value, NO_KEY, depth + 1)
    }
  }
  tape.closeArray(row, (inside ? 0 : CONTAINER.deep) | (isFull(tape) ? CONTAINER.cut : 0))
}

function writeObject(tape: Tape, value: Record<string, unknown>, key: number, depth: number): void {
  const row = tape.open(ROW.object, key)
  const inside = row >= 0 && depth < tape.limits.schemaDepth
  if (inside) {
    for (const [name, inner] of Object.entries(value)) {
      if (isFull(tape)) break
      writeValue(tape, inner, tape.keys.internText(name), depth + 1)
    }
  }
  tape.closeObject(row, (inside ? 0 : CONTAINER.deep) | (isFull(tape) ? CONTAINER.cut : 0))
}

/** From here on the body counts as cut. */
const isFull = (tape: Tape): boolean => tape.rows >= tape.limits.decodedRows
