// Auth evidence -> `securitySchemes` and what each operation asks for.

import type { OpenAPIV3_1 } from 'openapi-types'
import type { Operation } from '../../model.ts'

/** Scheme as evidence names it -> OpenAPI security scheme; null for `none` and for what OpenAPI cannot say. */
export function securityScheme(scheme: string): OpenAPIV3_1.SecuritySchemeObject | null {
  const [kind, place, ...name] = scheme.split(':')
  if (kind === 'basic') return { type: 'http', scheme: 'basic' }
  if (kind === 'bearer') return { type: 'http', scheme: 'bearer' }
  if (kind === 'bearer-jwt') return { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }
  if (kind === 'digest' || kind === 'negotiate' || kind === 'ntlm') return { type: 'http', scheme: kind }
  if (kind === 'cookie' && place) return { type: 'apiKey', in: 'cookie', name: [place, ...name].join(':') }
  if (kind === 'api-key' && (place === 'header' || place === 'query' || place === 'cookie') && name.length > 0)
    return { type: 'apiKey', in: place, name: name.join(':') }
  if (kind === 'none' || kind === undefined || kind === '') return null
  // AWS SigV4, HMAC and the like travel in the Authorization header
  return { type: 'apiKey', in: 'header', name: 'Authorization' }
}

/** A name that a component may have. */
export const securityName = (scheme: string): string => scheme.replace(/[^A-Za-z0-9._-]+/g, '_')

/**
 * Alternatives that were accepted, or that were tried where none was; `{}` where requests without credentials were accepted too. Undefined when nothing was
 * seen.
 */
export function securityOf(operation: Operation): OpenAPIV3_1.SecurityRequirementObject[] | undefined {
  const seen = [...operation.auth.values()]
  if (seen.length === 0) return undefined
  const accepted = seen.filter(({ succeeded }) => succeeded > 0)
  const schemes = (accepted.length > 0 ? accepted : seen).map(({ scheme }) => scheme).sort()
  const requirements = schemes
    .filter((scheme) => securityScheme(scheme) !== null)
    .map((scheme): OpenAPIV3_1.SecurityRequirementObject => ({ [securityName(scheme)]: [] }))
  if (requirements.length === 0) return []
  return schemes.includes('none') ? [{}, ...requirements] : requirements
}
