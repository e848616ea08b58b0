// The escapes of JSON strings (RFC 8259 §7), undone from bytes to bytes.

const SIMPLE = new Int16Array(256).fill(-1)
for (const [letter, code] of Object.entries({ '"': 0x22, '\\': 0x5c, '/': 0x2f, b: 8, f: 12, n: 10, r: 13, t: 9 }))
  SIMPLE[letter.charCodeAt(0)] = code

/** The code unit in four hexadecimal digits, or -1. */
function codeUnit(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1
  let unit = 0
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i] as number
    const digit = byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57
    if (digit < 0 || digit > 15 || (byte > 0x39 && digit < 10)) return -1
    unit = unit * 16 + digit
  }
  return unit
}

function writeCharacter(code: number, to: Uint8Array, at: number): number {
  let length = at
  if (code < 0x80) to[length++] = code
  else {
    if (code < 0x800) to[length++] = 0xc0 | (code >> 6)
    else {
      if (code < 0x10000) to[length++] = 0xe0 | (code >> 12)
      else {
        to[length++] = 0xf0 | (code >> 18)
        to[length++] = 0x80 | ((code >> 12) & 0x3f)
      }
      to[length++] = 0x80 | ((code >> 6) & 0x3f)
    }
    to[length++] = 0x80 | (code & 0x3f)
  }
  return length
}

/** `bytes[start, end)` without its escapes into `to`, which is at least as long; the length there, or -1. Half surrogates become U+FFFD. */
export function unescapeJson(bytes: Uint8Array, start: number, end: number, to: Uint8Array): number {
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (byte < 0x20) return -1
    if (byte !== 0x5c) {
      to[length++] = byte
      continue
    }
    if (++at >= end) return -1
    const letter = bytes[at] as number
    if (letter !== 0x75) {
      const simple = SIMPLE[letter] as number
      if (simple < 0) return -1
      to[length++] = simple
      continue
    }
    let code = codeUnit(bytes, at + 1, end)
    if (code < 0) return -1
    at += 4
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 && bytes[at + 1] === 0x5c && bytes[at + 2] === 0x75 ? codeUnit(bytes, at + 3, end) : -1
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        at += 6
      } else code = 0xfffd
    }
    length = writeCharacter(code, to, length)
  }
  return length
}
