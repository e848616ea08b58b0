// How a request authenticates, told from its head. Only the kind, the place and facts that are no secrets leave this file.

import type { Message } from '../../reconstruct/index.ts'
import { remembered } from '../../sensor/base/remembered.ts'
import { type Cookie, isSessionCookie } from './cookies.ts'
import type { DetectValue } from './detect-value.ts'
import { hashText } from './hash.ts'
import { jwtFacts } from './jwt.ts'
import type { QueryPair } from './query.ts'

export interface SeenAuth {
  scheme: string
  facts: string[]
  /** Hash of who it speaks for: the subject of a token, the name of Basic, the key itself. Session cookies tell nobody: they come and go. */
  subject?: number
  /** Packet time when a token expires, microseconds; not part of what is learned. */
  expiresUs?: number
}

const NAMES_MAX = 4096
/** Headers that carry a key, by how such names end. */
const KEY_HEADER =
  /(?:^|[-_])(?:api[-_]?key|apikey|access[-_]?key|auth[-_]?token|access[-_]?token|api[-_]?token|app[-_]?key|subscription-key|functions-key|private-token|job-token|deploy-token|vault-token|gitlab-token|auth[-_]?key|app-token|service-token|session-token|user-token|client-secret|api-secret)$|^x-token$|^token$|^x-auth$/
const NOT_KEY_HEADER = /csrf|xsrf|idempotency|cursor|continuation|page/
const KEY_QUERY =
  /^(?:api[-_]?key|apikey|key|access[-_]?key|access_token|auth_?token|token|api_token|subscription-key|private_token|appid|app_key|code_key|(?:[jp](?:hp)?)?sess(?:ion)?_?id|session_?(?:key|token))$/i
const SIGNED_QUERY = /^(?:signature|sig|x-goog-signature|hmac)$/i
const HMAC_HEADER = /^x-(?:hub-)?(?:[a-z]+-)?(?:signature|hmac)(?:-[a-z0-9]+)*$/
/** Words before the credentials that are schemes; any other first word could be a part of the secret. */
const KNOWN_SCHEMES = new Set(
  'token apikey api-key key hawk hmac hmac-sha256 hmac-sha1 hmac-sha512 signature oauth dpop vapid gnap jwt sso-key sharedkey sharedkeylite scram-sha-256 scram-sha-1 mutual privatetoken googlelogin basic-token'.split(
    ' ',
  ),
)

/** All schemes a request shows, in a stable order; `none` alone if there is no credential, or an empty one. */
export function recogniseAuth(request: Message, query: readonly QueryPair[], cookies: readonly Cookie[], detect: DetectValue): SeenAuth[] {
  const seen: SeenAuth[] = []
  for (let index = 0; index < request.fieldCount; index++) {
    const name = request.fieldName(index)
    if (name === 'authorization') addAll(seen, authorization(request.fieldValue(index), detect))
    else if (isKeyHeader(name)) addAll(seen, token(`api-key:header:${name}`, request.fieldValue(index), detect))
    else if (HMAC_HEADER.test(name)) addAll(seen, [{ scheme: `hmac:header:${name}`, facts: [] }])
  }
  for (const { name, value } of query) if (value !== '') addAll(seen, queryAuth(name, value, detect))
  for (const { name, value } of cookies)
    if (value !== '' && isSessionCookie(name))
      addAll(seen, [{ scheme: `cookie:${sessionName(name)}`, facts: jwtFacts(value, detect)?.facts ?? [] }])
  return seen.length > 0 ? seen.sort((a, b) => (a.scheme < b.scheme ? -1 : 1)) : [{ scheme: 'none', facts: [] }]
}

/** A key, or a token of which something can be read. */
function token(scheme: string, value: string, detect: DetectValue, jwtScheme = scheme): SeenAuth[] {
  if (value === '') return []
  const jwt = jwtFacts(value, detect)
  return [{ scheme: jwt === null ? scheme : jwtScheme, facts: [], subject: hashText(value), ...jwt }]
}

/** A header that carries a key: a security scheme, not a parameter. */
export const isKeyHeader = remembered(NAMES_MAX, (name) => KEY_HEADER.test(name) && !NOT_KEY_HEADER.test(name))

/** A query parameter that carries a credential. */
export const isCredentialQuery = (name: string): boolean => KEY_QUERY.test(name) && name.toLowerCase() !== 'key'

function addAll(seen: SeenAuth[], found: readonly SeenAuth[]): void {
  for (const each of found) if (!seen.some(({ scheme }) => scheme === each.scheme)) seen.push(each)
}

function authorization(value: string, detect: DetectValue): SeenAuth[] {
  const space = value.indexOf(' ')
  const word = (space < 0 ? value : value.slice(0, space)).toLowerCase()
  const rest = space < 0 ? '' : value.slice(space + 1).trim()
  switch (word) {
    case 'basic':
      if (rest === '') return []
      return [{ scheme: word, facts: [], subject: hashText(Buffer.from(rest, 'base64').toString('latin1').split(':')[0] ?? '') }]
    case 'digest':
    case 'ntlm':
    case 'negotiate':
      // NTLM hides inside Negotiate: `TlRMTVNTUA` is "NTLMSSP".
      return [{ scheme: word === 'negotiate' && rest.startsWith('TlRMTVNTUA') ? 'ntlm' : word, facts: [] }]
    case 'bearer':
      return token('bearer', rest, detect, 'bearer-jwt')
    case 'aws4-hmac-sha256':
    case 'aws4-ecdsa-p256-sha256':
      return [{ scheme: 'aws-sigv4', facts: sigv4Facts(rest) }]
    case 'aws':
      return [{ scheme: 'aws-sigv2', facts: [] }]
    default: {
      if (rest !== '' && KNOWN_SCHEMES.has(word))
        return [{ scheme: word.includes('hmac') || word === 'hawk' ? `hmac:${word}` : `authorization:${word}`, facts: [] }]
      return token('api-key:header:authorization', value, detect)
    }
  }
}

/** Region and service of a credential scope: `AKID/20260101/eu-central-1/s3/aws4_request`. */
function sigv4Facts(rest: string): string[] {
  const scope = /Credential=[^/,=\s]+\/\d{8}\/([a-z0-9-]{1,32})\/([a-z0-9-]{1,32})\/aws4_request/.exec(rest)
  return scope === null ? [] : [`region:${scope[1]}`, `service:${scope[2]}`]
}

function queryAuth(name: string, value: string, detect: DetectValue): SeenAuth[] {
  if (/^x-amz-signature$/i.test(name)) return [{ scheme: 'aws-sigv4', facts: ['presigned:yes'] }]
  if (SIGNED_QUERY.test(name)) return [{ scheme: `hmac:query:${name.toLowerCase()}`, facts: [] }]
  return KEY_QUERY.test(name) ? token(`api-key:query:${name}`, value, detect) : []
}

/** Some cookies carry an id in their name. */
const sessionName = (name: string): string =>
  /[0-9a-f]{8}|\d{4}/i.test(name) ? `${name.slice(0, /[0-9a-f]{8}|\d{4}/i.exec(name)?.index)}*` : name
