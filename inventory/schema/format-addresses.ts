// Addresses in strings, read from bytes: e-mail, IPv4, IPv6, absolute URIs.

const set = (characters: string): Uint8Array => {
  const table = new Uint8Array(256)
  for (const letter of `${characters}0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`) table[letter.charCodeAt(0)] = 1
  return table
}
const EMAIL_LOCAL = set("!#$%&'*+/=?^_`{|}~-")
const ALPHANUMERIC = set('')
const URI = set("-._~!$&'()*+,;=:@/?#%")
const SCHEME = set('+-.')

/** Local part of RFC 5322 atoms, a domain of at least two labels. Quoted local parts and address literals are not recognised. */
export function isEmail(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 254) return false
  let at = start
  let atom = 0
  for (; at < end && bytes[at] !== 0x40; at++) {
    if (bytes[at] === 0x2e) {
      if (atom === 0) return false
      atom = 0
    } else if (EMAIL_LOCAL[bytes[at] as number] === 1) atom++
    else return false
  }
  return atom > 0 && at - start <= 64 && at < end && isDomain(bytes, at + 1, end)
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  let labels = 1
  let label = start
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== 0x2e) {
      if (ALPHANUMERIC[bytes[at] as number] !== 1 && bytes[at] !== 0x2d) return false
      continue
    }
    if (at === label || at - label > 63 || bytes[label] === 0x2d || bytes[at - 1] === 0x2d) return false
    if (at < end) labels++
    label = at + 1
  }
  return labels >= 2
}

/** Four decimal numbers up to 255 without leading zeros. */
export function isIpv4(bytes: Uint8Array, start: number, end: number): boolean {
  let parts = 0
  let value = -1
  for (let at = start; at <= end; at++) {
    const byte = at < end ? (bytes[at] as number) : 0x2e
    if (byte === 0x2e) {
      if (value < 0 || ++parts > 4) return false
      value = -1
    } else {
      const digit = byte - 0x30
      if (!(digit >= 0 && digit <= 9) || value === 0) return false
      value = value < 0 ? digit : value * 10 + digit
      if (value > 255) return false
    }
  }
  return parts === 4
}

/** RFC 4291 §2.2, without zone. */
export function isIpv6(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || end - start > 45) return false
  let groups = 0
  let shortened = false
  let at = start
  if (bytes[at] === 0x3a) {
    if (bytes[at + 1] !== 0x3a) return false
    shortened = true
    at += 2
  }
  while (at < end) {
    const group = at
    while (at < end && isHexDigit(bytes[at] as number)) at++
    if (at < end && bytes[at] === 0x2e) {
      if (!isIpv4(bytes, group, end)) return false
      groups += 2
      break
    }
    if (at === group || at - group > 4) return false
    groups++
    if (at === end) break
    if (bytes[at++] !== 0x3a || at === end) return false
    if (bytes[at] === 0x3a) {
      if (shortened) return false
      shortened = true
      at++
    }
  }
  return shortened ? groups < 8 : groups === 8
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)
}

/** An absolute URI with an authority (RFC 3986): `scheme://host/…`. */
export function isUri(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end && SCHEME[bytes[at] as number] === 1) at++
  const first = (bytes[start] as number) | 0x20
  if (at === start || first < 0x61 || first > 0x7a) return false
  if (bytes[at] !== 0x3a || bytes[at + 1] !== 0x2f || bytes[at + 2] !== 0x2f) return false
  at += 3
  const authority = at
  while (at < end && bytes[at] !== 0x2f && bytes[at] !== 0x3f && bytes[at] !== 0x23) at++
  return at > authority && at <= end && isAuthority(bytes, authority, at) && isUriText(bytes, authority, end)
}

/** One `@` at most; after the host only a port of digits. */
function isAuthority(bytes: Uint8Array, start: number, end: number): boolean {
  let host = start
  for (let at = start; at < end; at++) {
    if (bytes[at] !== 0x40) continue
    if (host !== start) return false
    host = at + 1
  }
  let at = host
  while (at < end && bytes[at] !== 0x3a) at++
  if (at === host) return false
  for (at++; at < end; at++) if ((bytes[at] as number) < 0x30 || (bytes[at] as number) > 0x39) return false
  return true
}

/** Legal characters, whole percent escapes, one fragment. */
function isUriText(bytes: Uint8Array, start: number, end: number): boolean {
  let fragments = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (URI[byte] !== 1) return false
    if (byte === 0x23 && ++fragments > 1) return false
    if (byte === 0x25 && !(at + 2 < end && isHexDigit(bytes[at + 1] as number) && isHexDigit(bytes[at + 2] as number))) return false
  }
  return true
}
