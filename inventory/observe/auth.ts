// How a request authenticates, told from its head. Only the kind, the place and facts that are no secrets leave this file.

import type { Message } from '../../reconstruct/index.ts'
import { remembered, rememberedInPlace } from '../../sensor/base/remembered.ts'
import { type Cookie, isSessionCookie } from './cookies.ts'
import type { DetectValue } from './detect-value.ts'
import { isKeyHeader, ROLE, rolesOf } from './field-roles.ts'
import { hashText } from './hash.ts'
import { jwtFacts } from './jwt.ts'
import type { QueryPair } from './query.ts'

export interface SeenAuth {
  scheme: string
  facts: string[]
  /** `subject:` and a hash of who it speaks for: the subject of a token, the name of Basic, the key itself. Session cookies tell nobody: they come and go. */
  subject?: string
  /** Packet time when a token expires, microseconds; not part of what is learned. */
  expiresUs?: number
}

const NAMES_MAX = 4096
/** Credentials that are remembered: clients send the same with each request, and to read a token takes longer than all else in a head. */
const CREDENTIALS_MAX = 1024
const KEY_QUERY =
  /^(?:api[-_]?key|apikey|key|access[-_]?key|access_token|auth_?token|token|api_token|subscription-key|private_token|appid|app_key|code_key|(?:[jp](?:hp)?)?sess(?:ion)?_?id|session_?(?:key|token))$/i
const SIGNED_QUERY = /^(?:signature|sig|x-goog-signature|hmac)$/i
/** Words before the credentials that are schemes; any other first word could be a part of the secret. */
const KNOWN_SCHEMES = new Set(
  'token apikey api-key key hawk hmac hmac-sha256 hmac-sha1 hmac-sha512 signature oauth dpop vapid gnap jwt sso-key sharedkey sharedkeylite scram-sha-256 scram-sha-1 mutual privatetoken googlelogin basic-token'.split(
    ' ',
  ),
)

const NONE: readonly SeenAuth[] = [{ scheme: 'none', facts: [] }]

/** Not shared between threads. */
export class AuthReader {
  readonly #detect: DetectValue
  readonly #authorization: (value: string) => readonly SeenAuth[]

  constructor(detect: DetectValue) {
    this.#detect = detect
    this.#authorization = rememberedInPlace(CREDENTIALS_MAX, (value) => authorization(value, detect))
  }

  /**
   * All schemes a request shows, in a stable order; `none` alone if there is no credential, or an empty one. `roles`: those of its fields
   * (field-roles.ts).
   */
  read(request: Message, roles: number, query: readonly QueryPair[], cookies: readonly Cookie[]): readonly SeenAuth[] {
    const seen: SeenAuth[] = []
    if ((roles & ROLE.credential) !== 0) this.#readFields(request, seen)
    for (const { name, value } of query) if (value !== '') addAll(seen, queryAuth(name, value, this.#detect))
    for (const { name, value } of cookies)
      if (value !== '' && isSessionCookie(name))
        addAll(seen, [{ scheme: `cookie:${sessionName(name)}`, facts: jwtFacts(value, this.#detect)?.facts ?? [] }])
    if (seen.length === 0) return NONE
    return seen.length === 1 ? seen : seen.sort((a, b) => (a.scheme < b.scheme ? -1 : 1))
  }

  #readFields(request: Message, seen: SeenAuth[]): void {
    for (let index = 0; index < request.fieldCount; index++) {
      const name = request.fieldName(index)
      if ((rolesOf(name) & ROLE.credential) === 0) continue
      if (name === 'authorization') addAll(seen, this.#authorization(request.fieldValue(index)))
      else if (isKeyHeader(name)) addAll(seen, token(`api-key:header:${name}`, request.fieldValue(index), this.#detect))
      else addAll(seen, [{ scheme: `hmac:header:${name}`, facts: [] }])
    }
  }
}

/** The same as `subject:${hash.toString(16)}`, of halves: a number of more than 32 bits takes ten times as long. */
function subjectKey(hash: number): string {
  const high = Math.floor(hash / 0x1_0000_0000)
  const low = (hash >>> 0).toString(16)
  return high === 0 ? `subject:${low}` : `subject:${high.toString(16)}${low.padStart(8, '0')}`
}

/** A key, or a token of which something can be read. */
function token(scheme: string, value: string, detect: DetectValue, jwtScheme = scheme): SeenAuth[] {
  if (value === '') return []
  const jwt = jwtFacts(value, detect)
  if (jwt === null) return [{ scheme, facts: [], subject: subjectKey(hashText(value)) }]
  const { subject = hashText(value), ...rest } = jwt
  return [{ scheme: jwtScheme, ...rest, subject: subjectKey(subject) }]
}

/** A query parameter that carries a credential. */
export const isCredentialQuery = remembered(NAMES_MAX, (name) => KEY_QUERY.test(name) && name.toLowerCase() !== 'key')

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
      return [
        { scheme: word, facts: [], subject: subjectKey(hashText(Buffer.from(rest, 'base64').toString('latin1').split(':')[0] ?? '')) },
      ]
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

/** What the name of a query parameter says: most say nothing, and are asked about with every request. */
const queryScheme = remembered(NAMES_MAX, (name): 'presigned' | 'signed' | 'key' | '' => {
  if (/^x-amz-signature$/i.test(name)) return 'presigned'
  if (SIGNED_QUERY.test(name)) return 'signed'
  return KEY_QUERY.test(name) ? 'key' : ''
})

function queryAuth(name: string, value: string, detect: DetectValue): SeenAuth[] {
  switch (queryScheme(name)) {
    case 'presigned':
      return [{ scheme: 'aws-sigv4', facts: ['presigned:yes'] }]
    case 'signed':
      return [{ scheme: `hmac:query:${name.toLowerCase()}`, facts: [] }]
    case 'key':
      return token(`api-key:query:${name}`, value, detect)
    default:
      return []
  }
}

/** Some cookies carry an id in their name. */
const sessionName = (name: string): string =>
  /[0-9a-f]{8}|\d{4}/i.test(name) ? `${name.slice(0, /[0-9a-f]{8}|\d{4}/i.exec(name)?.index)}*` : name
