// text/event-stream: the data of each event, where it is JSON, is one document.

import type { JsonWalker } from './json.ts'
import type { Tape } from './tape.ts'

/** Events beyond these are more of the same. */
const EVENTS_MAX = 256

/** False if no event carries JSON. Data over several lines is left out. */
export function walkEventStream(tape: Tape, json: JsonWalker, bytes: Uint8Array): boolean {
  let line = 0
  let events = 0
  while (line < bytes.length && events < EVENTS_MAX) {
    const end = lineEnd(bytes, line)
    // A last line without its end may be cut.
    if (end === bytes.length) break
    const data = dataStart(bytes, line, end)
    const first = data < 0 ? undefined : bytes[data]
    if (first === 0x7b || first === 0x5b) {
      const before = tape.rows
      if (json.walk(bytes, data, end, false) === 'whole') events++
      else tape.rows = before
    }
    line = end + 1
  }
  return events > 0
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++
  return at
}

/** Behind `data:` and one space, or -1. */
function dataStart(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 6 || bytes[start] !== 0x64 || bytes[start + 1] !== 0x61 || bytes[start + 2] !== 0x74 || bytes[start + 3] !== 0x61)
    return -1
  if (bytes[start + 4] !== 0x3a) return -1
  return bytes[start + 5] === 0x20 ? start + 6 : start + 5
}
