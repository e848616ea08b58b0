// How a request to an MCP server or a model authenticates: the kind, never the credential.

import type { ExchangeView } from './exchange-view.ts'

const KEY_HEADER = /^(?:x-)?(?:[a-z]+-)*(?:api-?key|apikey|auth-token|access-token|subscription-key)$/
const KEY_PARAMETER = /[?&](?:api[_-]?key|key|token|access[_-]token)=/i

/** `bearer`, `basic`, `api-key`, `cookie` or `none`. */
export function authOf(view: ExchangeView): string {
  const { request } = view
  const authorization = request.header('authorization')
  if (authorization !== undefined) {
    const scheme = /^[A-Za-z0-9-]{1,24}(?= )/.exec(authorization)
    return scheme === null ? 'other' : scheme[0].toLowerCase()
  }
  for (let i = 0; i < request.fieldCount; i++) if (KEY_HEADER.test(request.fieldName(i))) return 'api-key'
  if (KEY_PARAMETER.test(view.query)) return 'api-key'
  return request.header('cookie') === undefined ? 'none' : 'cookie'
}

/** What the credential is, as far as its form tells: `bearer-jwt`, `bearer-opaque`, `api-key x-api-key`; null for none. */
export function credentialKind(view: ExchangeView): string | null {
  const { request } = view
  const authorization = request.header('authorization')
  if (authorization !== undefined) {
    const scheme = authOf(view)
    if (scheme !== 'bearer') return scheme
    return /^bearer\s+[\w-]+\.[\w-]+\.[\w-]*$/i.test(authorization) ? 'bearer-jwt' : 'bearer-opaque'
  }
  for (let i = 0; i < request.fieldCount; i++)
    if (KEY_HEADER.test(request.fieldName(i))) return `api-key ${request.fieldName(i).toLowerCase()}`
  const scheme = authOf(view)
  return scheme === 'none' ? null : scheme
}
