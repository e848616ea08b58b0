// A2A agent cards: what an agent says about itself. A card advertises; whether anybody is there is seen elsewhere.

import { cleanName, isObject, type JsonObject, listAt, member, objectAt, textAt } from './json-value.ts'

const LIST_MAX = 256

export interface CardFacts {
  readonly name: string
  readonly version: string
  readonly protocolVersions: readonly string[]
  readonly skills: readonly string[]
  readonly urls: readonly string[]
  /** Kinds of authentication that the card asks for; empty: none. */
  readonly auth: readonly string[]
}

export const CARD_PATH = /\/\.well-known\/agent(?:-card)?\.json$/

/** Null where it is no card: skills and capabilities, and where to talk to the agent. */
export function readCard(card: unknown): CardFacts | null {
  if (textAt(card, 'name') === '' || listAt(card, 'skills') === null || objectAt(card, 'capabilities') === null) return null
  const interfaces = [...(listAt(card, 'supportedInterfaces') ?? []), ...(listAt(card, 'additionalInterfaces') ?? [])].slice(0, LIST_MAX)
  if (textAt(card, 'url') === '' && interfaces.length === 0) return null
  return {
    name: cleanName(textAt(card, 'name')),
    version: cleanName(textAt(card, 'version')),
    protocolVersions: texts([textAt(card, 'protocolVersion'), ...interfaces.map((one) => textAt(one, 'protocolVersion'))]),
    skills: texts((listAt(card, 'skills') ?? []).map((skill) => textAt(skill, 'name') || textAt(skill, 'id'))),
    urls: texts([textAt(card, 'url'), ...interfaces.map((one) => textAt(one, 'url'))]),
    auth: authOfCard(card),
  }
}

const texts = (values: readonly string[]): string[] => [
  ...new Set(
    values
      .slice(0, LIST_MAX)
      .filter((text) => text !== '')
      .map(cleanName),
  ),
]

/** Schemes count only where they are required: a list of what would be possible asks for nothing. */
function authOfCard(card: unknown): string[] {
  const required = listAt(card, 'security') ?? listAt(card, 'securityRequirements') ?? []
  const schemes = objectAt(card, 'securitySchemes')
  const names = required.flatMap((one) => {
    const named = objectAt(one, 'schemes') ?? one
    return isObject(named) ? Object.keys(named) : []
  })
  return texts(names.map((name) => kindOf(objectAt(schemes, name)) || name))
}

/** 0.3 has a `type`; 1.0 has one member that is named for it. */
function kindOf(scheme: JsonObject | null): string {
  const type = textAt(scheme, 'type')
  if (type === 'http') return textAt(scheme, 'scheme').toLowerCase() || 'http'
  if (type !== '') return type
  const http = member(scheme, 'httpAuthSecurityScheme')
  if (http !== undefined) return textAt(http, 'scheme').toLowerCase() || 'http'
  return scheme === null ? '' : (Object.keys(scheme)[0] ?? '').replace(/SecurityScheme$/, '')
}
