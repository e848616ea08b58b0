// multipart/form-data (RFC 7578): an object of the named parts. Files are present, their content is not looked at.

import { addField, writeFields } from './form.ts'
import type { Tape } from './tape.ts'

const PARTS_MAX = 128
const PART_HEAD_BYTES_MAX = 4096
const FIELD_BYTES_MAX = 65_536
const decoder = new TextDecoder('utf-8')

/** The boundary parameter of a Content-Type, or ''. */
export function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType)
  return match?.[1] ?? match?.[2] ?? ''
}

/** False if no part was found. */
export function walkMultipart(tape: Tape, bytes: Uint8Array, boundary: string, truncated: boolean): boolean {
  if (boundary === '') return false
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const line = Buffer.from(`--${boundary}`, 'latin1')
  const fields = new Map<string, string[]>()
  let at = body.indexOf(line)
  let whole = false
  for (let parts = 0; at >= 0 && parts < PARTS_MAX; parts++) {
    const start = at + line.length
    if (body[start] === 0x2d && body[start + 1] === 0x2d) {
      whole = true
      break
    }
    const next = body.indexOf(line, start)
    if (next < 0) break
    readPart(body, start + 2, next - 2, fields)
    at = next
  }
  if (fields.size === 0) return false
  writeFields(tape, fields, truncated || !whole)
  return true
}

/** One part with its head in `[start, end)`. */
function readPart(body: Buffer, start: number, end: number, fields: Map<string, string[]>): void {
  const headEnd = body.indexOf('\r\n\r\n', start, 'latin1')
  if (headEnd < 0 || headEnd > end || headEnd - start > PART_HEAD_BYTES_MAX) return
  const head = body.toString('utf8', start, headEnd)
  const disposition = /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1] ?? ''
  // .NET writes names without quotes.
  const named = /;\s*name=(?:"([^"]{1,128})"|([^\s;"]{1,128}))/i.exec(disposition)
  const name = named?.[1] ?? named?.[2]
  if (name === undefined) return
  const isFile = /;\s*filename\*?=/i.test(disposition)
  const content = isFile ? '' : decoder.decode(body.subarray(headEnd + 4, Math.min(end, headEnd + 4 + FIELD_BYTES_MAX)))
  addField(fields, name.replace(/\[\d*\]/g, '[]'), content)
}
