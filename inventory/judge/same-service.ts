// Which services look like one: replicas with numbers, tenants with a name each, several names of one address. A proposal with reasons; nothing is
// joined by it.

import { HEALTH } from '../learn/health-paths.ts'
import type { Inventory, Service } from '../model.ts'
import type { Lexicon } from '../template/lexicon.ts'
import { createScorer } from '../template/model.ts'

/** Another service that looks like the same one. */
export interface SameAs {
  readonly service: string
  readonly reasons: readonly string[]
}

/** So many operations must be the same, */
const SHARED_MIN = 3
/** and this share of those of the smaller one: traffic to one of many replicas is thin. */
const SHARE_MIN = 0.6
/** Services in one place that are compared: so many tenants are enough to see that they are tenants. */
const COMPARED_MAX = 2000
/** Groups looked for among services in one place, the largest first. */
const GROUPS_MAX = 20
/** What every program answers says nothing about which one it is. */
const EVERYWHERE = /^\w+ \/(?:favicon\.ico|robots\.txt)?$/

/** Service -> those that look like it: the one of its group with most operations, or all of the group for that one. By name, sorted. */
export function sameServices({ services }: Inventory): Map<string, SameAs[]> {
  const { lexicon } = createScorer()
  const facts = [...services.values()].map(factsOf).filter(({ keys }) => keys.size >= SHARED_MIN)
  const places = new Map<string, Facts[]>()
  for (const one of facts) for (const place of placesOf(one.service, lexicon)) places.set(place, [...(places.get(place) ?? []), one])
  const pairs = new Map<string, { leader: Facts; member: Facts }>()
  for (const all of places.values())
    for (const pair of pairsAmong(all)) pairs.set(`${pair.leader.service.name} ${pair.member.service.name}`, pair)
  const same = new Map<string, SameAs[]>()
  for (const { leader, member } of pairs.values()) {
    const reasons = reasonsFor(leader, member, lexicon)
    for (const [one, other] of [
      [leader, member],
      [member, leader],
    ] as const) {
      const known = same.get(one.service.name) ?? []
      if (!known.some(({ service }) => service === other.service.name)) known.push({ service: other.service.name, reasons })
      same.set(one.service.name, known)
    }
  }
  for (const list of same.values()) list.sort((a, b) => (a.service < b.service ? -1 : 1))
  return same
}

interface Facts {
  readonly service: Service
  /** Confirmed operations that tell something. */
  readonly keys: ReadonlySet<string>
}

const factsOf = (service: Service): Facts => ({
  service,
  keys: new Set(
    [...service.operations].flatMap(([key, { tier }]) => (tier === 'confirmed' && !EVERYWHERE.test(key) && !HEALTH.test(key) ? [key] : [])),
  ),
})

/** Where services of one kind meet: an address, a name without its numbers, a name without its first label. */
function placesOf({ name, addresses }: Service, lexicon: Lexicon): string[] {
  const places = [...addresses.keys()].map((address) => `address ${address}`)
  const numbered = withoutNumbers(name)
  if (numbered !== null) places.push(`number ${numbered}`)
  const suffix = tenantSuffix(name, lexicon)
  if (suffix !== null) places.push(`tenant ${suffix}`)
  return places
}

const ADDRESS = /^(?:\[.*\]|\d+\.\d+\.\d+\.\d+)(?::\d+)?$/

/** `api-eu-1.example.com:8080` -> `api-eu-#.example.com:8080`; null for an address, or a name without numbers. */
function withoutNumbers(name: string): string | null {
  const [host = '', port = ''] = name.split(':')
  const erased = host.replace(/\d+/g, '#')
  return ADDRESS.test(name) || erased === host ? null : `${erased}:${port}`
}

/** `acme.app.example.com` -> `app.example.com`; null where the first label names a part of an API (`api`, `auth`, `admin`), not a customer. */
function tenantSuffix(name: string, lexicon: Lexicon): string | null {
  const [label = '', ...rest] = name.split('.')
  return ADDRESS.test(name) || rest.length < 2 || namesPart(label, lexicon) ? null : rest.join('.')
}

/** Stages and edges are no customers, though no API has them in its paths. */
const STAGES = /^(?:www\d*|cdn|edge|prod(?:uction)?|stag(?:e|ing)|qa|uat|preprod|preview|canary|sandbox|local)$/
/** APIs from which a word is one of theirs: fewer may be chance (`acme` is a path of one, `apple` a field of three). */
const PATHS_MIN = 2
const FIELDS_MIN = 5

const namesPart = (label: string, lexicon: Lexicon): boolean =>
  STAGES.test(label) || lexicon.count(label) >= PATHS_MIN || lexicon.fieldParts(label).rarest >= FIELDS_MIN

/** The largest one and those that are like it, then the largest of the rest: the same whatever the order. */
function pairsAmong(all: readonly Facts[]): { leader: Facts; member: Facts }[] {
  let left = [...all].sort((a, b) => b.keys.size - a.keys.size || (a.service.name < b.service.name ? -1 : 1)).slice(0, COMPARED_MAX)
  const pairs: { leader: Facts; member: Facts }[] = []
  for (let group = 0; group < GROUPS_MAX && left.length > 1; group++) {
    const [leader, ...others] = left as [Facts, ...Facts[]]
    const members = others.filter((member) => isAlike(leader, member))
    for (const member of members) pairs.push({ leader, member })
    left = others.filter((one) => !members.includes(one))
  }
  return pairs
}

function sharedBy(a: Facts, b: Facts): number {
  let shared = 0
  for (const key of b.keys) if (a.keys.has(key)) shared++
  return shared
}

function isAlike(a: Facts, b: Facts): boolean {
  const shared = sharedBy(a, b)
  return shared >= SHARED_MIN && shared >= SHARE_MIN * Math.min(a.keys.size, b.keys.size)
}

function reasonsFor(a: Facts, b: Facts, lexicon: Lexicon): string[] {
  const reasons: string[] = []
  const addresses = [...a.service.addresses.keys()].filter((address) => b.service.addresses.has(address)).sort()
  if (addresses.length > 0)
    reasons.push(`served at the same address ${addresses[0]}${addresses.length > 1 ? ` and ${addresses.length - 1} more` : ''}`)
  const [one, other] = [withoutNumbers(a.service.name), withoutNumbers(b.service.name)]
  const suffix = tenantSuffix(a.service.name, lexicon)
  if (one !== null && one === other) reasons.push('the names differ in numbers only')
  else if (suffix !== null && suffix === tenantSuffix(b.service.name, lexicon))
    reasons.push('the names differ in a first label that names no part of an API')
  reasons.push(`${sharedBy(a, b)} of ${Math.min(a.keys.size, b.keys.size)} operations are the same`)
  return reasons
}
