// Addresses that a tool should not be sent to from outside: the metadata service of a cloud, link-local networks, the machine itself.

import { isObject } from './json-value.ts'

const METADATA =
  /(?:^|[/@[\s"'=])(?:169\.254\.169\.254|169\.254\.170\.2|100\.100\.100\.200|fd00:ec2::254|metadata\.google\.internal|metadata\.azure\.com|0xa9fea9fe|2852039166)(?=$|[\]:/?#\s"'])/i
const LINK_LOCAL = /https?:\/\/(?:169\.254\.\d{1,3}\.\d{1,3}|\[fe80:)/i
const LOOPBACK = /https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|0\.0\.0\.0)(?=$|[:/?#\s"'])/i
const VALUES_MAX = 1000
const LENGTH_MAX = 8192

/** Kinds of such addresses among the strings of a value: `metadata`, `link-local`, `loopback`. */
export function internalTargets(value: unknown): string[] {
  const kinds = new Set<string>()
  let values = VALUES_MAX
  const walk = (inner: unknown, depth: number): void => {
    if (values-- <= 0 || depth > 16) return
    if (typeof inner === 'string') {
      const text = inner.slice(0, LENGTH_MAX)
      if (METADATA.test(text)) kinds.add('metadata')
      else if (LINK_LOCAL.test(text)) kinds.add('link-local')
      else if (LOOPBACK.test(text)) kinds.add('loopback')
    } else if (Array.isArray(inner)) for (const item of inner) walk(item, depth + 1)
    else if (isObject(inner)) for (const item of Object.values(inner)) walk(item, depth + 1)
  }
  walk(value, 0)
  return [...kinds].sort()
}
