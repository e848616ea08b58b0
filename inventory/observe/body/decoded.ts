// XML and MessagePack: read by packages, then taken down like any value. Entities are not expanded beyond the five of XML and those of characters.

import { decodeMulti } from '@msgpack/msgpack'
import { XMLParser } from 'fast-xml-parser'
import type { Tape } from './tape.ts'
import { writeValue } from './value.ts'

/** Larger documents are not worth the objects they become. */
const XML_BYTES_MAX = 256 * 1024
const STRING_BYTES_MAX = 65_536

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  processEntities: true,
  // What a document declares for itself is dropped.
  entityDecoder: {
    decode: (text) => (text.includes('&') ? text.replace(/&(?:#(x[\da-f]{1,6}|\d{1,7})|(amp|lt|gt|quot|apos));/gi, character) : text),
    addInputEntities() {},
    setExternalEntities() {},
    setXmlVersion() {},
    reset() {},
  },
})
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoder = new TextDecoder('utf-8')

function character(reference: string, code: string | undefined, name: string | undefined): string {
  if (code === undefined) return NAMED[name ?? ''] ?? reference
  const point = Number(/^x/i.test(code) ? `0${code}` : code)
  return point <= 0x10ffff ? String.fromCodePoint(point) : reference
}

/** The root element is the one property of an object. False if it is no XML. */
export function walkXml(tape: Tape, bytes: Uint8Array): boolean {
  if (bytes.length > XML_BYTES_MAX) return false
  try {
    const value: unknown = xml.parse(decoder.decode(bytes))
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return false
    writeValue(tape, value)
    return true
  } catch {
    return false
  }
}

/** One or more values one behind the other. */
export function walkMessagePack(tape: Tape, bytes: Uint8Array): boolean {
  const before = tape.rows
  try {
    for (const value of decodeMulti(bytes, {
      maxStrLength: STRING_BYTES_MAX,
      maxBinLength: bytes.length,
      maxArrayLength: tape.limits.decodedRows,
      maxMapLength: tape.limits.decodedRows,
      maxExtLength: STRING_BYTES_MAX,
    }))
      writeValue(tape, value)
  } catch {
    // What came whole before the fault counts.
  }
  return tape.rows > before
}
