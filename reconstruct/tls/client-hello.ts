// TLS ClientHello (RFC 8446 §4.1.2): the server name and the application protocols a client asks for, the only things
// that can be read of an encrypted connection.

const RECORD_HEADER_BYTES = 5
const HANDSHAKE = 22
const CLIENT_HELLO = 1
const HANDSHAKE_HEADER_BYTES = 4
/** Behind the handshake header: version, random. */
const SESSION_ID = HANDSHAKE_HEADER_BYTES + 2 + 32
const EXTENSION_SERVER_NAME = 0
const EXTENSION_ALPN = 16
const HOST_NAME = 0
const NAMES_MAX = 16
const NAME_BYTES_MAX = 255

/** What a ClientHello says; empty where it says nothing or is cut. */
export type ClientHello = { serverName: string | null; alpn: string[] }

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number)

/** Whether `bytes[start, end)` begins a TLS record of a known type and version; the first byte may be all there is. */
export function isTlsRecord(bytes: Uint8Array, start: number, end: number): boolean {
  const type = bytes[start] as number
  if (start >= end || type < 20 || type > 23) return false
  if (end - start > 1 && bytes[start + 1] !== 3) return false
  if (end - start > 2 && (bytes[start + 2] as number) > 4) return false
  return end - start < RECORD_HEADER_BYTES || (u16(bytes, start + 3) > 0 && u16(bytes, start + 3) <= 16_384 + 2048)
}

/** Bytes from the start of the stream that hold the whole ClientHello, if `bytes[start, end)` tells already; else 0. Infinity: it is none. */
export function clientHelloBytes(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < RECORD_HEADER_BYTES + HANDSHAKE_HEADER_BYTES) return 0
  if (bytes[start] !== HANDSHAKE || bytes[start + RECORD_HEADER_BYTES] !== CLIENT_HELLO) return Number.POSITIVE_INFINITY
  const at = start + RECORD_HEADER_BYTES
  const hello = HANDSHAKE_HEADER_BYTES + ((bytes[at + 1] as number) << 16) + u16(bytes, at + 2)
  const record = Math.max(1, u16(bytes, start + 3))
  return hello + RECORD_HEADER_BYTES * Math.ceil(hello / record)
}

/** Reads the ClientHello in the TLS records of `bytes[start, end)`, as far as it is there. */
export function readClientHello(bytes: Uint8Array, start: number, end: number): ClientHello {
  const hello: ClientHello = { serverName: null, alpn: [] }
  const body = joinHandshake(bytes, start, end)
  if (body.length < SESSION_ID + 1 || body[0] !== CLIENT_HELLO) return hello
  let at = SESSION_ID + 1 + (body[SESSION_ID] as number)
  if (at + 2 > body.length) return hello
  at += 2 + u16(body, at)
  if (at + 1 > body.length) return hello
  at += 1 + (body[at] as number)
  if (at + 2 > body.length) return hello
  at += 2
  while (at + 4 <= body.length) {
    const type = u16(body, at)
    const from = at + 4
    const to = Math.min(body.length, from + u16(body, at + 2))
    if (type === EXTENSION_SERVER_NAME) hello.serverName ??= serverName(body, from, to)
    else if (type === EXTENSION_ALPN && hello.alpn.length === 0) hello.alpn = protocolNames(body, from, to)
    at = from + u16(body, at + 2)
  }
  return hello
}

/** Handshake messages may be cut into several records (RFC 8446 §5.1). */
function joinHandshake(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const parts: Uint8Array[] = []
  let at = start
  while (at + RECORD_HEADER_BYTES <= end && bytes[at] === HANDSHAKE) {
    const to = at + RECORD_HEADER_BYTES + u16(bytes, at + 3)
    parts.push(bytes.subarray(at + RECORD_HEADER_BYTES, Math.min(to, end)))
    at = to
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)
}

/** RFC 6066 §3. */
function serverName(body: Uint8Array, from: number, to: number): string | null {
  let at = from + 2
  while (at + 3 <= to) {
    const length = u16(body, at + 1)
    if (body[at] === HOST_NAME && at + 3 + length <= to) return printable(body, at + 3, at + 3 + length)
    at += 3 + length
  }
  return null
}

/** RFC 7301 §3.1. */
function protocolNames(body: Uint8Array, from: number, to: number): string[] {
  const names: string[] = []
  let at = from + 2
  while (at < to && names.length < NAMES_MAX) {
    const length = body[at] as number
    if (at + 1 + length > to) break
    const name = printable(body, at + 1, at + 1 + length)
    if (name !== null) names.push(name)
    at += 1 + length
  }
  return names
}

function printable(body: Uint8Array, from: number, to: number): string | null {
  if (to <= from || to - from > NAME_BYTES_MAX) return null
  for (let at = from; at < to; at++) if ((body[at] as number) < 33 || (body[at] as number) > 126) return null
  return String.fromCharCode(...body.subarray(from, to)).toLowerCase()
}
