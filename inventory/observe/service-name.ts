// The host as clients name it: the Host header or the authority of the target, in one form, or '' for nonsense.

import { remembered } from '../../sensor/base/remembered.ts'

const HOSTS_MAX = 4096
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/
const IPV6 = /^\[[0-9a-f:.]{2,45}(?:%25[a-z0-9]{1,16})?\]$/

/**
 * `Api.Example.com.:080` gives `api.example.com:80`. The port stays as given. '' where the host is no name and no address: the
 * caller then falls back to the server's address.
 */
export const normaliseHost = remembered(HOSTS_MAX, (text) => {
  const host = text.trim().toLowerCase()
  const colon = host.startsWith('[') ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':')
  const name = (colon < 0 ? host : host.slice(0, colon)).replace(/\.$/, '')
  const port = colon < 0 ? '' : normalisePort(host.slice(colon + 1))
  if (port === null || !isHostName(name)) return ''
  return port === '' ? name : `${name}:${port}`
})

/** Without leading zeros; '' if none is given, null if it is none. */
function normalisePort(text: string): string | null {
  if (text === '') return ''
  if (!/^\d{1,5}$/.test(text)) return null
  const port = Number(text)
  return port > 0 && port <= 65535 ? String(port) : null
}

function isHostName(name: string): boolean {
  if (name.startsWith('[')) return IPV6.test(name)
  if (name.length === 0 || name.length > 253) return false
  return name.split('.').every((label) => LABEL.test(label))
}

export interface TargetParts {
  /** Authority of an absolute target, else ''. */
  authority: string
  path: string
  /** Behind the first `?`, without it and without a fragment. */
  query: string
  scheme: '' | 'http' | 'https'
}

/** Splits a request target (RFC 9112 §3.2): origin, absolute, authority (CONNECT) and asterisk form. */
export function splitTarget(target: string, method: string): TargetParts {
  if (method === 'CONNECT') return { authority: target, path: '', query: '', scheme: '' }
  let rest = target
  let authority = ''
  let scheme: TargetParts['scheme'] = ''
  const absolute = /^(https?|wss?):\/\/([^/?#]*)/i.exec(target)
  if (absolute !== null) {
    scheme = /s$/i.test(absolute[1] as string) ? 'https' : 'http'
    authority = (absolute[2] as string).replace(/^.*@/, '')
    rest = target.slice(absolute[0].length)
  }
  const fragment = rest.indexOf('#')
  if (fragment >= 0) rest = rest.slice(0, fragment)
  const question = rest.indexOf('?')
  let path = question < 0 ? rest : rest.slice(0, question)
  // RFC 9112 §3.2.4, RFC 9110 §4.2.3: `http://host` is `http://host/`, but for OPTIONS, where it is `*`.
  if (path === '' && absolute !== null) path = method === 'OPTIONS' && question < 0 ? '*' : '/'
  return { authority, scheme, path, query: question < 0 ? '' : rest.slice(question + 1) }
}
