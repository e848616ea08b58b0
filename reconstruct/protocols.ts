// The protocols that a connection is recognised as, by its first bytes and never by its port.

import { C2S, type Direction } from './exchange.ts'
import {
  couldBeRequest,
  couldBeStatus,
  isKnownMethod,
  MORE as LINE_MORE,
  newStartLine,
  REQUEST,
  readRequestLine,
  readStatusLine,
  recogniseStartLine,
  STATUS,
} from './http1/grammar.ts'
import { findLineFeed } from './http1/head.ts'
import { isTlsRecord } from './tls/client-hello.ts'

/** `client`, `server`: these bytes come from that side. `more`: nothing speaks against it yet. */
export type Recognition = 'client' | 'server' | 'more' | 'no'

/** What is known where the bytes stand. */
export type Place = {
  /** As currently believed. */
  readonly direction: Direction
  /** `direction` is known by the SYN. */
  readonly roleKnown: boolean
  /** These are the first bytes of the direction. */
  readonly first: boolean
}

export type Protocol = {
  readonly kind: 'http/1' | 'http/2' | 'tls'
  recognise(bytes: Uint8Array, start: number, end: number, place: Place): Recognition
}

const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const CR = 13
const SP = 32
const COLON = 58
/** First bytes that fit a start line to the letter for so long are one, though its end is still to come: URLs grow to several KiB. */
const LONG_LINE_BYTES = 2048
const startLine = newStartLine()

/** RFC 9113 §3.4: what every HTTP/2 client sends first. */
const http2: Protocol = {
  kind: 'http/2',
  recognise(bytes, start, end, place) {
    if (!place.first) return 'no'
    const length = Math.min(end - start, HTTP2_PREFACE.length)
    for (let i = 0; i < length; i++) if (bytes[start + i] !== HTTP2_PREFACE.charCodeAt(i)) return 'no'
    return length === HTTP2_PREFACE.length ? 'client' : 'more'
  },
}

/**
 * RFC 8446 §5.1. Only records of the right length are taken, so that other binary protocols seldom pass; which side
 * speaks is known from the hello, else from the direction.
 */
const tls: Protocol = {
  kind: 'tls',
  recognise(bytes, start, end, place) {
    if (!place.first || !isTlsRecord(bytes, start, end)) return 'no'
    if (end - start < 6) return 'more'
    if (bytes[start] === 22 && bytes[start + 5] === 1) return 'client'
    if (bytes[start] === 22 && bytes[start + 5] === 2) return 'server'
    return place.direction === C2S ? 'client' : 'server'
  },
}

const http1: Protocol = {
  kind: 'http/1',
  recognise(bytes, start, end, place) {
    const strict = recogniseStartLine(bytes, start, end, !place.first)
    if (strict === REQUEST) return 'client'
    if (strict === STATUS) return 'server'
    if (strict === LINE_MORE) {
      if (!place.first || end - start < LONG_LINE_BYTES) return 'more'
      return couldBeStatus(bytes, start, end) ? 'server' : 'client'
    }
    return place.first && place.roleKnown ? lenient(bytes, start, end, place.direction) : 'no'
  },
}

/** The very first line of a direction whose role is known may be odd: unknown method or version, HTTP/0.9. */
function lenient(bytes: Uint8Array, start: number, end: number, direction: Direction): Recognition {
  const could = direction === C2S ? couldBeRequest(bytes, start, end) : couldBeStatus(bytes, start, end)
  if (!could) return 'no'
  const lf = findLineFeed(bytes, start, end)
  if (lf < 0) return 'more'
  const lineEnd = lf > start && bytes[lf - 1] === CR ? lf - 1 : lf
  if (direction !== C2S) return readStatusLine(bytes, start, lineEnd, startLine) ? 'server' : 'no'
  if (!readRequestLine(bytes, start, lineEnd, startLine)) return 'no'
  if (startLine.versionStart < startLine.versionEnd) {
    if (isKnownMethod(bytes, start, startLine.methodEnd)) return 'client'
    return headerFollows(bytes, lf + 1, end)
  }
  const isOldGet = startLine.methodEnd - start === 3 && bytes[start] === 71 && bytes[start + 1] === 69 && bytes[start + 2] === 84
  return isOldGet && bytes[startLine.targetStart] === 47 ? 'client' : 'no'
}

/** Other protocols copied the request line: an unknown method counts only if header fields follow, as they do in HTTP/1.1. */
function headerFollows(bytes: Uint8Array, start: number, end: number): Recognition {
  for (let at = start; at < end; at++) {
    if (bytes[at] === COLON) return at > start ? 'client' : 'no'
    if ((bytes[at] as number) <= SP) return 'no'
  }
  return 'more'
}

/** In the order they are asked. To add one: its reader in its folder, and a row here. */
export const PROTOCOLS: readonly Protocol[] = [http2, tls, http1]
