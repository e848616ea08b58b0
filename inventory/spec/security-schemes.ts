/** Security scheme of a description -> how auth evidence names it; null when it is none that we know. */
export function authSchemeOf(scheme: unknown): string | null {
  if (typeof scheme !== 'object' || scheme === null) return null
  const { type, name, in: place, scheme: http, bearerFormat } = scheme as Record<string, unknown>
  if (type === 'basic') return 'basic'
  if (type === 'oauth2' || type === 'openIdConnect') return 'bearer'
  if (type === 'mutualTLS') return 'mtls'
  if (type === 'apiKey')
    return place === 'cookie' ? `cookie:${String(name)}` : `api-key:${String(place)}:${apiKeyName(String(name), place)}`
  if (type !== 'http') return null
  const word = String(http).toLowerCase()
  return word === 'bearer' && /jwt/i.test(String(bearerFormat ?? '')) ? 'bearer-jwt' : word
}

/** Names of headers are the same in any case; names of query parameters are not. */
const apiKeyName = (name: string, place: unknown): string => (place === 'header' ? name.toLowerCase() : name)
