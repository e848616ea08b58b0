// Passing signs about an operation: what each id means, and how it is seen. Details are dates, products, names of cookies and schemes:
// never values.

import type { Message } from '../../reconstruct/index.ts'
import { classifySegment } from '../template/classify-segment.ts'
import { isCredentialQuery, type SeenAuth } from './auth.ts'
import { isSessionCookie, type SetCookie } from './cookies.ts'
import { detectText } from './detect-text.ts'
import { detectValue } from './detectors/index.ts'
import { exposedPath } from './exposed-path.ts'
import { FRAMEWORK_HEADERS, OVERRIDE_HEADERS, ROLE, rolesOf } from './field-roles.ts'
import type { Glance } from './glance.ts'
import { traceIn } from './stack-trace.ts'

/** Signal id -> one sentence. Ids are stable. */
export const SIGNALS = {
  'deprecation-header': 'Responses carry a Deprecation header (RFC 9745); the detail is its date.',
  'sunset-header': 'Responses carry a Sunset header (RFC 8594); the detail is its date.',
  'link-successor': 'Responses name a successor version by a Link header; the detail is its path.',
  'link-deprecation': 'Responses link to a description of the deprecation.',
  'warning-deprecated': 'Responses carry a Warning header that speaks of deprecation.',
  'credential-in-url': 'A credential stands in the URL; the detail is the name of the parameter.',
  'userinfo-in-url': 'The URL carries a user and password before the host.',
  'basic-over-clear-text': 'A password crossed the network readable (Basic without TLS).',
  'bearer-over-clear-text': 'A bearer token crossed the network readable.',
  'cookie-without-secure': 'A session cookie is set without Secure; the detail is its name.',
  'cookie-without-httponly': 'A session cookie is set without HttpOnly; the detail is its name.',
  'cookie-without-samesite': 'A session cookie is set without SameSite; the detail is its name.',
  'cors-any': 'Any origin may read the responses (Access-Control-Allow-Origin: *).',
  'cors-any-with-credentials': 'Any origin, or the origin `null`, is allowed together with credentials.',
  'server-banner': 'The Server header names a product with its version.',
  'powered-by': 'A header such as X-Powered-By names the framework.',
  'www-authenticate': 'The server asks for authentication; the detail is the scheme.',
  'rate-limit': 'Responses tell a rate limit, or one was reached (429).',
  'method-override': 'The request asks for another method by a header; the detail is that method.',
  'method-override-accepted': 'Such a request was answered 2xx; the detail is the method it asked for.',
  'expired-token-accepted': 'A token whose time was over was answered 2xx.',
  'exposed-path': 'A path that nobody means to publish was answered 2xx with a body; the detail is its row in exposed-path.ts.',
  'ambiguous-request': 'The length of a request can be read in two ways; the detail is the anomaly.',
  'stack-trace': 'An error response holds a stack trace; the detail is the platform.',
  'hsts-missing': 'A response over TLS has no Strict-Transport-Security.',
} as const satisfies Record<string, string>

export type SignalId = keyof typeof SIGNALS

export interface SeenSignal {
  id: SignalId
  detail: string
}

/** Each signal of one exchange, once per detail. `auth`: the schemes of the request. */
export function recogniseSignals(glance: Glance, auth: readonly SeenAuth[]): SeenSignal[] {
  const seen: SeenSignal[] = []
  const add = (id: SignalId, detail = ''): void => {
    if (!seen.some((signal) => signal.id === id && signal.detail === detail)) seen.push({ id, detail })
  }
  const { request, exchange, inUrl, setCookies } = glance
  const { response, decrypted, startedUs } = exchange
  if (succeeded(response) && (response?.bodyBytes ?? 0) > 0) {
    const exposed = exposedPath(glance.path.segments)
    if (exposed !== null) add('exposed-path', exposed.id)
  }
  for (const anomaly of request.anomalies) if (AMBIGUOUS.has(anomaly)) add('ambiguous-request', anomaly)
  for (const { name, value } of inUrl) if (value !== '' && isCredentialQuery(name)) add('credential-in-url', name)
  if (hasUserinfo(glance)) add('userinfo-in-url')
  if (!decrypted) credentialSignals(auth, add)
  for (const cookie of setCookies) if (isSessionCookie(cookie.name) && !cookie.expired) cookieSignals(cookie, add)
  if ((glance.requestRoles & ROLE.override) !== 0)
    for (const name of OVERRIDE_HEADERS) methodOverride(request.header(name), succeeded(response), add)
  if (succeeded(response) && auth.some(({ expiresUs = Infinity }) => expiresUs + CLOCK_SKEW_US < startedUs)) add('expired-token-accepted')
  if (response !== null) responseSignals(response, glance, add)
  return seen
}

type Add = (id: SignalId, detail?: string) => void

const hasUserinfo = ({ target }: Glance): boolean => !target.startsWith('/') && /^[a-z]+:\/\/[^/?#@:]*:[^/?#@]*@/i.test(target)

function credentialSignals(auth: readonly SeenAuth[], add: Add): void {
  for (const { scheme } of auth) if (scheme === 'basic') add('basic-over-clear-text')
  for (const { scheme } of auth) if (scheme.startsWith('bearer')) add('bearer-over-clear-text')
}

function cookieSignals({ name, secure, httpOnly, sameSite }: SetCookie, add: Add): void {
  const shown = classifySegment(name) === 'word' ? name : ''
  if (!secure) add('cookie-without-secure', shown)
  if (!httpOnly) add('cookie-without-httponly', shown)
  if (sameSite === '') add('cookie-without-samesite', shown)
}

/** Two readers of such a request may see it end in different places, or see different fields. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  'content-length-and-chunked',
  'content-length-conflict',
  'content-length-invalid',
  'transfer-encoding-unknown',
  'chunked-in-http-1.0',
  'space-before-colon',
  'chunk-size-odd',
  'nul-byte',
  'bare-cr',
])

/** Clocks of servers and of the mirror differ, and servers grant some grace. */
const CLOCK_SKEW_US = 600_000_000

const succeeded = (response: Message | null): boolean => response !== null && response.status >= 200 && response.status < 300

function methodOverride(value: string | undefined, accepted: boolean, add: Add): void {
  if (value === undefined) return
  const method = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i.test(value) ? value.toUpperCase() : ''
  add('method-override', method)
  if (accepted) add('method-override-accepted', method)
}

function responseSignals(response: Message, { request, exchange, responseRoles }: Glance, add: Add): void {
  if ((responseRoles & ROLE.telling) !== 0) {
    for (let index = 0; index < response.fieldCount; index++) {
      const name = response.fieldName(index)
      if ((rolesOf(name) & ROLE.telling) !== 0) headerSignal(name, response, index, add)
    }
  }
  if ((responseRoles & ROLE.origin) !== 0) corsSignals(response, request, add)
  if (response.status === 429) add('rate-limit', '429')
  if (exchange.decrypted && response.header('strict-transport-security') === undefined) add('hsts-missing')
  if (response.status >= 400) {
    const platform = traceIn(response)
    if (platform !== '') add('stack-trace', platform)
  }
}

function headerSignal(name: string, response: Message, index: number, add: Add): void {
  const value = response.fieldValue(index)
  switch (name) {
    case 'deprecation':
      add('deprecation-header', deprecationDate(value))
      break
    case 'sunset':
      add('sunset-header', isoDate(Date.parse(value)))
      break
    case 'link':
      linkSignals(value, add)
      break
    case 'warning':
      if (/deprecat|obsolete|sunset/i.test(value)) add('warning-deprecated')
      break
    case 'server':
      banner('server-banner', value, true, add)
      break
    case 'www-authenticate':
      add('www-authenticate', authScheme(value))
      break
    default:
      if (FRAMEWORK_HEADERS.has(name)) banner('powered-by', value, false, add)
      else add('rate-limit', 'header')
  }
}

function authScheme(value: string): string {
  const scheme = /^[A-Za-z][A-Za-z0-9-]{0,23}(?=\s|$)/.exec(value)?.[0] ?? ''
  return isWord(scheme) ? scheme.toLowerCase() : ''
}

/** `@1688169599` (RFC 9745), an HTTP date, or `true` (drafts). */
function deprecationDate(value: string): string {
  const seconds = /^@(-?\d{1,12})$/.exec(value)
  return isoDate(seconds === null ? Date.parse(value) : Number(seconds[1]) * 1000)
}

/** The day in UTC, or '' if there is none. */
function isoDate(milliseconds: number): string {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString().slice(0, 10) : ''
}

function linkSignals(value: string, add: Add): void {
  for (const [, target = '', parameters = ''] of value.matchAll(/<([^<>]{0,2048})>([^,]*)/g)) {
    const relation = /;\s*rel="?([^";]*)/i.exec(parameters)?.[1]?.toLowerCase().split(/\s+/) ?? []
    if (relation.includes('successor-version') || relation.includes('latest-version')) add('link-successor', publicPath(target))
    if (relation.includes('deprecation') || relation.includes('sunset')) add('link-deprecation')
  }
}

/** The path of a link with its values replaced: `/v2/users/{}`. */
function publicPath(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  const segments = path.split('/').slice(0, 12)
  return segments.map((segment) => (segment.length <= 40 && isWord(segment) ? segment : '{}')).join('/')
}

const isWord = (text: string): boolean => classifySegment(text) === 'word' && detectText(text, detectValue).length === 0

/** The product only; `versioned`: nothing unless it tells a version. */
function banner(id: SignalId, value: string, versioned: boolean, add: Add): void {
  const product = /^[A-Za-z][A-Za-z0-9 ._-]{0,31}(?:\/\d[\w.]{0,15})?/.exec(value)?.[0].trim() ?? ''
  const tellsVersion = /\/\d/.test(product)
  // `X-Powered-By: hidden` tells nothing, and means to.
  if (versioned ? tellsVersion : !/^(?:hidden|none|unknown|server|)$/i.test(product)) add(id, product)
}

function corsSignals(response: Message, request: Message, add: Add): void {
  const allowed = response.header('access-control-allow-origin')
  if (allowed === undefined) return
  const credentials = response.header('access-control-allow-credentials')?.toLowerCase() === 'true'
  const origin = request.header('origin')
  if (allowed === '*') add('cors-any')
  // An origin that is sent back as it came may stand on a list; only these two are sure.
  if (credentials && (allowed === '*' || (allowed === 'null' && origin === 'null'))) add('cors-any-with-credentials')
}
