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
