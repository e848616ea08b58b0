// Rules of other tools, written anew from their sources, so that the same traffic can be seen through them. All of them get our gate.

import { Lexicon, partsOfWord } from '../../inventory/template/lexicon.ts'
import { MODEL } from '../../inventory/template/model-data.ts'

export interface Call {
  method: string
  segments: readonly string[]
}

/** Calls in, operations out (`GET /shops/{}`). */
export type Rule = (calls: readonly Call[]) => Set<string>

const NUMBER = /^\d+$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const lexicon = new Lexicon(MODEL.lexicon)

const keyOf = (method: string, segments: readonly string[]): string => `${method} /${segments.join('/')}`

/** Each part is judged by itself. */
const byPart =
  (isParameter: (part: string) => boolean): Rule =>
  (calls) =>
    new Set(
      calls.map(({ method, segments }) =>
        keyOf(
          method,
          segments.map((part) => (isParameter(part) ? '{}' : part)),
        ),
      ),
    )

const isNumber = (part: string): boolean => NUMBER.test(part)
const speculator = (part: string): boolean => isNumber(part) || UUID.test(part) || (part.length >= 8 && part.replace(/\D/g, '').length > 2)
const isNoEnglish = (part: string): boolean =>
  isNumber(part) || UUID.test(part) || partsOfWord(part).some((each) => !/^v\d$/.test(each) && lexicon.count(each) === 0)
const isAlphanumeric = (part: string): boolean =>
  isNumber(part) || UUID.test(part) || (part.length >= 6 && part.replace(/\D/g, '').length >= 3 && /[a-z]/i.test(part))

/** Paths that differ in one part are one, once there are ten of them. */
const SIMILAR_MIN = 10

const akto: Rule = (calls) => {
  const plain = byPart((part) => isAlphanumeric(part) && lexicon.knownParts(part) < 1)(calls)
  const similar = new Map<string, Set<string>>()
  for (const key of plain) {
    const parts = key.split('/')
    for (let i = 1; i < parts.length; i++) {
      if (parts[i] === '{}' || lexicon.count(parts[i] as string) > 0) continue
      const merged = parts.with(i, '{}').join('/')
      similar.set(merged, (similar.get(merged) ?? new Set()).add(key))
    }
  }
  for (const [merged, keys] of similar) {
    const left = [...keys].filter((key) => plain.has(key))
    if (left.length < SIMILAR_MIN) continue
    for (const key of left) plain.delete(key)
    plain.add(merged)
  }
  return plain
}

interface Level {
  children: Map<string, Level>
}

/** More children than this, and all of them are one. */
const CHILDREN_MAX = 10

const trieByWidth: Rule = (calls) => {
  const root: Level = { children: new Map() }
  for (const { segments } of calls) {
    let at = root
    for (const part of segments) {
      const next: Level = at.children.get(part) ?? { children: new Map() }
      at.children.set(part, next)
      at = next
    }
  }
  return new Set(
    calls.map(({ method, segments }) => {
      let at: Level | undefined = root
      const out = segments.map((part) => {
        const wide = (at?.children.size ?? 0) > CHILDREN_MAX
        at = at?.children.get(part)
        return wide ? '{}' : part
      })
      return keyOf(method, out)
    }),
  )
}

export const PEERS: readonly (readonly [name: string, rule: Rule])[] = [
  ['mitmproxy2swagger: [0-9]+', byPart(isNumber)],
  ['Speculator', byPart(speculator)],
  ['Metlo: no word of its list', byPart(isNoEnglish)],
  ['Akto: two steps', akto],
  ['OBI: more than 10 children', trieByWidth],
]
