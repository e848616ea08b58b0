// Query parameters (and form fields): names with their values, in the forms that frameworks write lists and objects in.

import { decodePart, decodeText } from './path.ts'

export interface QueryPair {
  name: string
  value: string
}

/** Names and values beyond these are left out. */
export const QUERY_PAIRS_MAX = 128
const NAME_LENGTH_MAX = 128

/**
 * `a=1&b[]=2&c[x]=3&d=` as pairs; `+` is a space. Indexes of lists are dropped (`b[0]`, `b[]` and `b` are all `b[]`), so that the length of a list
 * makes no new parameter. Parts that are no UTF-8 are left out, and names with control characters.
 */
export function splitQuery(query: string): QueryPair[] {
  const pairs: QueryPair[] = []
  if (query === '') return pairs
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decodePart(withSpaces(equals < 0 ? part : part.slice(0, equals)))
    const value = equals < 0 ? '' : decodeText(withSpaces(part.slice(equals + 1)))
    if (name === null || value === null || name === '' || name.length > NAME_LENGTH_MAX) continue
    if (pairs.push({ name: name.replace(/\[\d*\]/g, '[]'), value }) >= QUERY_PAIRS_MAX) break
  }
  return pairs
}

/** An expression, for `replaceAll` of a string makes a string of each piece between. */
const withSpaces = (text: string): string => (text.includes('+') ? text.replace(/\+/g, ' ') : text)
