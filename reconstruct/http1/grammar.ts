// Start lines (RFC 9112 §2.3, §3, §4). Two grammars: a lenient one for the place where a message is due, because
// servers accept far more than the RFC; and a strict one for places where a start line is only suspected: the first
// bytes of a flow, and resynchronisation, where body text must not pass for a message.

/** What `recogniseStartLine` answers. `MORE`: nothing speaks against it yet, but the line is not complete. */
export const NO = 0
export const MORE = 1
export const REQUEST = 2
export const STATUS = 3
export type StartLineKind = typeof NO | typeof MORE | typeof REQUEST | typeof STATUS

const METHOD_BYTES_MAX = 32
const HTAB = 9
const LF = 10
const CR = 13
const SP = 32

/** RFC 9110 §16.1.1, WebDAV and its extensions, UPnP, and a few that servers and proxies use unregistered. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT ' +
    'ACL BIND REBIND UNBIND LINK UNLINK MERGE CHECKIN CHECKOUT UNCHECKOUT UPDATE LABEL MKACTIVITY MKCALENDAR MKWORKSPACE ' +
    'VERSION-CONTROL BASELINE-CONTROL ORDERPATCH MKREDIRECTREF UPDATEREDIRECTREF SUBSCRIBE UNSUBSCRIBE NOTIFY POLL M-SEARCH ' +
    'BCOPY BMOVE BDELETE BPROPFIND BPROPPATCH PURGE BAN SOURCE TRACK DEBUG RPC_IN_DATA RPC_OUT_DATA BITS_POST CCM_POST SMS_POST'
  ).split(' '),
)

/** RFC 9110 §5.6.2: the characters of a token. */
const TOKEN = new Uint8Array(256)
for (const letter of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") TOKEN[letter.charCodeAt(0)] = 1

/** `bytes[start, end)` is a method that somebody has defined. */
export function isKnownMethod(bytes: Uint8Array, start: number, end: number): boolean {
  return METHODS.has(text(bytes, start, end))
}

/** Where the parts of a start line lie: registers, filled by `readRequestLine` and `readStatusLine`. */
export type StartLine = {
  methodEnd: number
  targetStart: number
  targetEnd: number
  versionStart: number
  versionEnd: number
  status: number
  /** It deviates from the grammar, but servers or browsers would take it. */
  odd: boolean
  /** The version is not HTTP/1.0 or HTTP/1.1. */
  oddVersion: boolean
}

export function newStartLine(): StartLine {
  return { methodEnd: 0, targetStart: 0, targetEnd: 0, versionStart: 0, versionEnd: 0, status: 0, odd: false, oddVersion: false }
}

const isBlank = (byte: number | undefined): boolean => byte === SP || byte === HTAB
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57
const upper = (byte: number | undefined): number => (byte === undefined ? 0 : byte >= 97 && byte <= 122 ? byte - 32 : byte)

/** `HTTP/` in either case at `at`. */
function isHttpSlash(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    end - at >= 5 &&
    upper(bytes[at]) === 72 &&
    upper(bytes[at + 1]) === 84 &&
    upper(bytes[at + 2]) === 84 &&
    upper(bytes[at + 3]) === 80 &&
    bytes[at + 4] === 47
  )
}

/** 0 or 1 for exactly `HTTP/1.0` or `HTTP/1.1` at `at`, else -1. */
export function minorVersion(bytes: Uint8Array, at: number, end: number): number {
  const plain =
    end - at >= 8 &&
    bytes[at] === 72 &&
    bytes[at + 1] === 84 &&
    bytes[at + 2] === 84 &&
    bytes[at + 3] === 80 &&
    bytes[at + 4] === 47 &&
    bytes[at + 5] === 49 &&
    bytes[at + 6] === 46
  if (!plain) return -1
  return bytes[at + 7] === 49 ? 1 : bytes[at + 7] === 48 ? 0 : -1
}

/**
 * Reads the request line `bytes[start, end)` (line end excluded) into `line`. Lenient: several blanks, blanks inside the
 * target, any version. Without a version `versionStart` equals `versionEnd`. False: this is no request line.
 */
export function readRequestLine(bytes: Uint8Array, start: number, end: number, line: StartLine): boolean {
  let at = start
  while (at < end && TOKEN[bytes[at] as number] === 1) at++
  if (at === start || at - start > METHOD_BYTES_MAX || at >= end || !isBlank(bytes[at])) return false
  line.methodEnd = at
  line.odd = bytes[at] !== SP || isBlank(bytes[at + 1])
  while (at < end && isBlank(bytes[at])) at++
  let last = end
  while (last > at && isBlank(bytes[last - 1])) last--
  if (last !== end) line.odd = true
  if (at === last) return false
  let version = last
  while (version > at && !isBlank(bytes[version - 1])) version--
  const hasVersion = version > at && isHttpSlash(bytes, version, last) && isDigit(bytes[version + 5])
  line.targetStart = at
  line.versionStart = hasVersion ? version : last
  line.versionEnd = last
  line.oddVersion = hasVersion && (last - version !== 8 || minorVersion(bytes, version, last) < 0)
  let targetEnd = line.versionStart
  while (targetEnd > at && isBlank(bytes[targetEnd - 1])) targetEnd--
  if (hasVersion && line.versionStart - targetEnd > 1) line.odd = true
  line.targetEnd = targetEnd
  for (let i = at; i < targetEnd; i++) if ((bytes[i] as number) <= SP) line.odd = true
  line.status = 0
  return true
}

/**
 * Reads the status line `bytes[start, end)` (line end excluded) into `line`. Lenient: any version, several blanks, no
 * reason, fewer than three digits: what answers a request is its response, whatever it calls itself. False: this is no
 * status line.
 */
export function readStatusLine(bytes: Uint8Array, start: number, end: number, line: StartLine): boolean {
  if (!isHttpSlash(bytes, start, end)) return false
  let at = start + 5
  while (at < end && !isBlank(bytes[at])) at++
  line.versionStart = start
  line.versionEnd = at
  line.oddVersion = at - start !== 8 || minorVersion(bytes, start, at) < 0
  line.odd = bytes[at] !== SP || isBlank(bytes[at + 1])
  while (at < end && isBlank(bytes[at])) at++
  const digits = at
  line.status = 0
  while (at < end && at - digits < 3 && isDigit(bytes[at])) line.status = line.status * 10 + (bytes[at++] as number) - 48
  if (at === digits) return false
  if (line.status < 100 || (at < end && bytes[at] !== SP)) line.odd = true
  line.methodEnd = line.targetStart = line.targetEnd = start
  return true
}

/** Whether `bytes[start, end)`, perhaps cut anywhere, can begin a lenient request line. */
export function couldBeRequest(bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end, start + METHOD_BYTES_MAX + 1)
  let at = start
  while (at < last && TOKEN[bytes[at] as number] === 1) at++
  if (at === start || at - start > METHOD_BYTES_MAX) return false
  return at === end || (at < last && isBlank(bytes[at]))
}

/** Whether `bytes[start, end)`, perhaps cut anywhere, can begin a lenient status line. */
export function couldBeStatus(bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end - start, 5)
  for (let i = 0; i < last; i++) if (upper(bytes[start + i]) !== 'HTTP/'.charCodeAt(i)) return false
  return true
}

/**
 * Strict: does a request or response begin at `start`? With `next`, the line behind must be empty or hold a colon, too:
 * text that quotes a start line seldom goes on like that.
 */
export function recogniseStartLine(bytes: Uint8Array, start: number, end: number, next: boolean): StartLineKind {
  const first = bytes[start]
  if (first === undefined || start >= end || first < 65 || first > 90) return start >= end ? MORE : NO
  if (first === 72 && couldBeStatus(bytes, start, end)) return recogniseStatus(bytes, start, end, next)
  return recogniseRequest(bytes, start, end, next)
}

function recogniseStatus(bytes: Uint8Array, start: number, end: number, next: boolean): StartLineKind {
  if (end - start < 12) return cutOf('HTTP/1.', bytes, start, end) ? MORE : NO
  const digits = isDigit(bytes[start + 9]) && isDigit(bytes[start + 10]) && isDigit(bytes[start + 11])
  if (minorVersion(bytes, start, end) < 0 || bytes[start + 8] !== SP || !digits) return NO
  const hundreds = (bytes[start + 9] as number) - 48
  if (hundreds < 1 || hundreds > 5) return NO
  let at = start + 12
  if (at < end && bytes[at] !== SP && bytes[at] !== CR && bytes[at] !== LF) return NO
  while (at < end && bytes[at] !== LF) {
    if ((bytes[at] as number) < SP && bytes[at] !== HTAB && bytes[at] !== CR) return NO
    at++
  }
  return lineEnded(bytes, at, end, next, STATUS)
}

function recogniseRequest(bytes: Uint8Array, start: number, end: number, next: boolean): StartLineKind {
  let at = start
  const methodLast = Math.min(end, start + METHOD_BYTES_MAX)
  while (at < methodLast && TOKEN[bytes[at] as number] === 1) at++
  if (at === end) return cutMethod(bytes, start, end) ? MORE : NO
  if (bytes[at] !== SP) return NO
  const method = text(bytes, start, at)
  if (!METHODS.has(method)) return NO
  const target = at + 1
  at = target
  while (at < end && (bytes[at] as number) > SP && bytes[at] !== 127) at++
  if (!plausibleTarget(bytes, target, at, at === end, method === 'CONNECT')) return NO
  if (at === end) return MORE
  if (bytes[at] !== SP) return NO
  const version = at + 1
  if (end - version < 8) return cutOf('HTTP/1.', bytes, version, end) ? MORE : NO
  if (minorVersion(bytes, version, end) < 0) return NO
  at = version + 8
  if (bytes[at] === CR && at < end) at++
  if (at < end && bytes[at] !== LF) return NO
  return lineEnded(bytes, at, end, next, REQUEST)
}

/** `at` is the line feed of the start line, or the end of what is there. */
function lineEnded(bytes: Uint8Array, at: number, end: number, next: boolean, kind: StartLineKind): StartLineKind {
  if (at >= end) return MORE
  if (!next) return kind
  let i = at + 1
  if (i < end && bytes[i] === CR) i++
  if (i < end && bytes[i] === LF) return kind
  for (; i < end; i++) {
    const byte = bytes[i] as number
    if (byte === 58) return kind
    if (TOKEN[byte] !== 1 && !isBlank(byte)) return NO
  }
  return MORE
}

/** Origin form, asterisk form, absolute form, or for CONNECT the authority form (RFC 9112 §3.2). `cut`: more may follow. */
function plausibleTarget(bytes: Uint8Array, start: number, end: number, cut: boolean, authority: boolean): boolean {
  if (start === end) return cut
  const first = bytes[start] as number
  if (first === 47) return true
  if (first === 42) return end - start === 1
  if (authority) return TOKEN[first] === 1 || first === 91
  let at = start
  while (at < end && at - start < 8 && upper(bytes[at]) >= 65 && upper(bytes[at]) <= 90) at++
  for (let i = 0; i < 3; i++) {
    if (at + i >= end) return cut
    if (bytes[at + i] !== '://'.charCodeAt(i)) return false
  }
  return at > start
}

function cutOf(whole: string, bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end - start, whole.length)
  for (let i = 0; i < last; i++) if (bytes[start + i] !== whole.charCodeAt(i)) return false
  return true
}

function cutMethod(bytes: Uint8Array, start: number, end: number): boolean {
  const part = text(bytes, start, end)
  for (const method of METHODS) if (method.startsWith(part)) return true
  return false
}

function text(bytes: Uint8Array, start: number, end: number): string {
  let made = ''
  for (let at = start; at < end; at++) made += String.fromCharCode(bytes[at] as number)
  return made
}
