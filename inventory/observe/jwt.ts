// What a JSON Web Token says about itself that is no secret: algorithm, issuer, audience, lifetime, scopes. The subject, the signature and all
// other claims stay behind.

import { detectText } from './detect-text.ts'
import type { DetectValue } from './detect-value.ts'
import { hashText } from './hash.ts'

const TOKEN = /^(eyJ[\w-]{4,4096})\.([\w-]{2,8192})\.[\w-]*$/
/** An issuer or audience is a URL or a plain name. */
const PUBLIC_NAME = /^(?:https?:\/\/)?[A-Za-z][A-Za-z0-9._/-]{0,127}$/
const ALGORITHM = /^[A-Za-z0-9-]{2,24}$/
const SCOPE = /^[A-Za-z][A-Za-z_.:/-]{0,63}$/
const SCOPES_MAX = 8
const AUDIENCES_MAX = 4

/** True for text in the form of a token; its parts need not decode. */
export const isJwt = (text: string): boolean => TOKEN.test(text)

export interface JwtFacts {
  /** `alg:…`, `iss:…`, `aud:…`, `scope:…`, `lifetime:…` (seconds, or `none` without expiry). */
  facts: string[]
  /** Hash of issuer and subject. */
  subject?: number
  expiresUs?: number
}

/** Null if the text is no token. */
export function jwtFacts(text: string, detect: DetectValue): JwtFacts | null {
  const match = TOKEN.exec(text)
  const header = match && jsonPart(match[1] as string)
  if (match === null || header === null) return null
  const facts: string[] = []
  if (typeof header['alg'] === 'string' && ALGORITHM.test(header['alg'])) facts.push(`alg:${header['alg']}`)
  const claims = jsonPart(match[2] as string)
  if (claims === null) return { facts }
  for (const name of namesIn(claims['iss'], 1, detect)) facts.push(`iss:${name}`)
  for (const audience of namesIn(claims['aud'], AUDIENCES_MAX, detect)) facts.push(`aud:${audience}`)
  for (const scope of scopesIn(claims['scope'] ?? claims['scp'])) facts.push(`scope:${scope}`)
  facts.push(`lifetime:${lifetime(claims)}`)
  const { iss, sub, exp } = claims
  const issuer = typeof iss === 'string' ? iss : ''
  return {
    facts,
    ...(typeof sub === 'string' || typeof sub === 'number' ? { subject: hashText(`${issuer}\n${sub}`) } : {}),
    ...(typeof exp === 'number' && Number.isFinite(exp) ? { expiresUs: exp * 1_000_000 } : {}),
  }
}

function jsonPart(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function namesIn(claim: unknown, most: number, detect: DetectValue): string[] {
  const names = Array.isArray(claim) ? claim : [claim]
  return names
    .filter((name): name is string => typeof name === 'string' && PUBLIC_NAME.test(name) && !isSensitive(name, detect))
    .slice(0, most)
}

function isSensitive(text: string, detect: DetectValue): boolean {
  // A long run of digits, or of characters without meaning, would be somebody's number or key.
  return /\d{5}|[\w]{33}/.test(text) || detectText(text, detect).length > 0
}

function scopesIn(claim: unknown): string[] {
  const scopes = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : []
  return scopes.filter((scope): scope is string => typeof scope === 'string' && SCOPE.test(scope)).slice(0, SCOPES_MAX)
}

function lifetime({ exp, iat, nbf }: Record<string, unknown>): string {
  if (typeof exp !== 'number') return 'none'
  const from = typeof iat === 'number' ? iat : nbf
  return typeof from === 'number' && exp >= from ? String(Math.round(exp - from)) : 'unknown'
}
