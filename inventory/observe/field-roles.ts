// What the name of a header field says about it. Most messages have few kinds of fields: who looks for others need not walk through them.

import type { Message } from '../../reconstruct/index.ts'
import { remembered } from '../../sensor/base/remembered.ts'
import { isValueKey } from '../schema/key-names.ts'
import { isParameterHeader } from './header-names.ts'

/** Bits. A field may have several roles, and most have none. */
export const ROLE = {
  /** A parameter of the operation. */
  parameter: 1,
  /** Who calls: `authorization`, a key, a signature over the request. */
  credential: 2,
  cookie: 4,
  setCookie: 8,
  /** Tells the protocol inside of HTTP. */
  protocol: 16,
  /** Asks for another method. */
  override: 32,
  /** A response tells something about the operation or the server by it. */
  telling: 64,
  /** Which origins may read the response. */
  origin: 128,
} as const

const NAMES_MAX = 4096
/** Headers that carry a key, by how such names end. */
const KEY_HEADER =
  /(?:^|[-_])(?:api[-_]?key|apikey|access[-_]?key|auth[-_]?token|access[-_]?token|api[-_]?token|app[-_]?key|subscription-key|functions-key|private-token|job-token|deploy-token|vault-token|gitlab-token|auth[-_]?key|app-token|service-token|session-token|user-token|client-secret|api-secret)$|^x-token$|^token$|^x-auth$/
const NOT_KEY_HEADER = /csrf|xsrf|idempotency|cursor|continuation|page/
/** Headers that carry a signature over the request. */
const HMAC_HEADER = /^x-(?:hub-)?(?:[a-z]+-)?(?:signature|hmac)(?:-[a-z0-9]+)*$/

/** A header that carries a key: a security scheme, not a parameter. `name` in lower case, as in all of this file. */
export const isKeyHeader = remembered(NAMES_MAX, (name) => KEY_HEADER.test(name) && !NOT_KEY_HEADER.test(name))

export const OVERRIDE_HEADERS = ['x-http-method-override', 'x-method-override', 'x-http-method'] as const
export const FRAMEWORK_HEADERS: ReadonlySet<string> = new Set(['x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator'])
const RATE_HEADERS = ['ratelimit', 'ratelimit-limit', 'x-ratelimit-limit', 'x-rate-limit-limit']

const BY_NAME: ReadonlyMap<string, number> = new Map<string, number>([
  ['authorization', ROLE.credential],
  ['cookie', ROLE.cookie],
  ['set-cookie', ROLE.setCookie],
  ['access-control-allow-origin', ROLE.origin],
  ...['upgrade', 'mcp-session-id', 'mcp-protocol-version', 'soapaction'].map((name) => [name, ROLE.protocol] as const),
  ...OVERRIDE_HEADERS.map((name) => [name, ROLE.override] as const),
  ...['deprecation', 'sunset', 'link', 'warning', 'server', 'www-authenticate', ...FRAMEWORK_HEADERS, ...RATE_HEADERS].map(
    (name) => [name, ROLE.telling] as const,
  ),
])

/** Bits of `ROLE`. */
export const rolesOf = remembered(NAMES_MAX, (name): number => {
  let roles = BY_NAME.get(name) ?? 0
  const isKey = isKeyHeader(name)
  if (isKey || HMAC_HEADER.test(name)) roles |= ROLE.credential
  if (!isKey && isParameterHeader(name) && !isValueKey(name)) roles |= ROLE.parameter
  return roles
})

/** Bits of `ROLE` that any field of `message` has; 0 where there is no message. */
export function rolesIn(message: Message | null): number {
  if (message === null) return 0
  let roles = 0
  for (let index = 0; index < message.fieldCount; index++) roles |= rolesOf(message.fieldName(index))
  return roles
}
