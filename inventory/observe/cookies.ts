// Cookies: names, values as pairs, and the flags of Set-Cookie (RFC 6265).

import { decodeText } from './path.ts'

const COOKIES_MAX = 64
/** Three times what there is to say about a cookie. */
const ATTRIBUTES_MAX = 24
const NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/
const SESSION_NAME = /sess|^sid$|[._-]sid$|^auth(?!ors?(?:$|[._-]))|[._-]auth$|token|jwt|^remember|login|identity|^id_|\.aspxauth/i
const NOT_SESSION = /csrf|xsrf|consent|lang|theme|locale/i

export interface Cookie {
  name: string
  value: string
}

/** The pairs of a Cookie header. */
export function splitCookies(header: string): Cookie[] {
  const cookies: Cookie[] = []
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? '' : part.slice(0, equals)).trim()
    if (!NAME.test(name)) continue
    if (cookies.push({ name, value: plain(part.slice(equals + 1).trim()) }) >= COOKIES_MAX) break
  }
  return cookies
}

/** Most programs write cookies percent-encoded, for a cookie may hold neither blanks nor commas. */
function plain(text: string): string {
  const value = unquote(text)
  return value.includes('%') ? (decodeText(value) ?? value) : value
}

const unquote = (text: string): string => (text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text)

/** A cookie by whose name one stays logged in. */
export const isSessionCookie = (name: string): boolean => SESSION_NAME.test(name) && !NOT_SESSION.test(name)

export interface SetCookie extends Cookie {
  secure: boolean
  httpOnly: boolean
  /** As written, lower case; '' if absent. */
  sameSite: string
  /** It deletes the cookie. */
  expired: boolean
}

/** One Set-Cookie header; null if it has no usable name. */
export function readSetCookie(header: string): SetCookie | null {
  const [pair = '', ...attributes] = header.split(';', ATTRIBUTES_MAX)
  const equals = pair.indexOf('=')
  const name = pair.slice(0, Math.max(0, equals)).trim()
  if (!NAME.test(name)) return null
  const cookie = { name, value: unquote(pair.slice(equals + 1).trim()), secure: false, httpOnly: false, sameSite: '', expired: false }
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.split('=')
    const word = key.trim().toLowerCase()
    if (word === 'secure') cookie.secure = true
    else if (word === 'httponly') cookie.httpOnly = true
    else if (word === 'samesite') cookie.sameSite = value.trim().toLowerCase()
    else if (word === 'max-age') cookie.expired ||= /^\s*(?:0|-\d+)\s*$/.test(value)
    else if (word === 'expires') cookie.expired ||= /\b19(?:69|70)\b/.test(value)
  }
  return cookie
}
