// Several hosts of one service seen as one. What was learned stays apart, host by host, in memory and in the file: joining is a way to look at it, so
// that it can be taken back by not doing it.

import { createService, mergeService } from '../learn/merge.ts'
import type { Inventory, Service } from '../model.ts'
import { fits } from './policy.ts'

/** A service by the name that people gave it, and the hosts that are it: names as clients send them, `*` for any characters. */
export interface ServiceGroup {
  readonly name: string
  readonly hosts: readonly string[]
}

export interface JoinOptions {
  /** The first that fits takes a host. */
  readonly groups: readonly ServiceGroup[]
  /** Also join a bare address with the one name that is served there. */
  readonly addresses: boolean
}

/** Member -> the service it is part of, and why. */
export type JoinPlan = ReadonlyMap<string, { readonly into: string; readonly reason: string }>

/** Which services are to be joined. Depends on nothing but what the inventories hold: not on their order, nor on that of arrival. */
export function joinPlan(inventories: readonly Inventory[], { groups, addresses }: JoinOptions): JoinPlan {
  const plan = new Map<string, { into: string; reason: string }>()
  for (const { services } of inventories)
    for (const name of services.keys()) {
      const group = groups.find(({ hosts }) => hosts.some((pattern) => fits(pattern, name)))
      if (group !== undefined) plan.set(name, { into: group.name, reason: `the settings count it to ${group.name}` })
    }
  if (!addresses) return plan
  const named = new Map<string, string>()
  for (const inventory of inventories) for (const [bare, name] of bareAddresses(inventory)) named.set(bare, smaller(named.get(bare), name))
  for (const [bare, name] of named)
    if (!plan.has(bare))
      plan.set(bare, {
        into: plan.get(name)?.into ?? name,
        reason: `it is the address of ${name}, the only name served there, and answers alike`,
      })
  return plan
}

const smaller = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b)

/** The same inventory with members joined. What is not joined is shared with `inventory`, which stays as it is. */
export function joinServices(inventory: Inventory, plan: JoinPlan): Inventory {
  if (![...inventory.services.keys()].some((name) => plan.has(name))) return inventory
  const services = new Map<string, Service>()
  const members = new Map<string, Service[]>()
  for (const [name, service] of inventory.services) {
    const into = plan.get(name)?.into ?? name
    members.set(into, [...(members.get(into) ?? []), service])
  }
  for (const [name, joined] of members) {
    const [only] = joined
    services.set(name, joined.length === 1 && only?.name === name ? only : joinAll(name, joined))
  }
  return { ...inventory, services: new Map([...services].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

function joinAll(name: string, members: readonly Service[]): Service {
  const joined = createService(name, 'http')
  for (const member of members) mergeService(joined, member)
  joined.members = members.map((member) => member.name).sort()
  return joined
}

/** Of what a bare address answers, so much must be among what the name answers. */
const SHARED_MIN = 0.5

/** Bare address -> the only name that is served there, where both have operations in common. */
function bareAddresses({ services }: Inventory): Map<string, string> {
  const namesAt = new Map<string, Service[]>()
  for (const service of services.values()) {
    if (isBare(service) || confirmed(service).length === 0) continue
    for (const address of service.addresses.keys()) namesAt.set(address, [...(namesAt.get(address) ?? []), service])
  }
  const aliases = new Map<string, string>()
  for (const service of services.values()) {
    const [address] = service.addresses.keys()
    const [only, another] = namesAt.get(address ?? '') ?? []
    if (!isBare(service) || only === undefined || another !== undefined) continue
    const own = confirmed(service)
    const shared = own.filter((key) => only.operations.get(key)?.tier === 'confirmed').length
    if (shared > 0 && shared >= own.length * SHARED_MIN) aliases.set(service.name, only.name)
  }
  return aliases
}

/** It is called by the address it was found at, and was found at no other. */
function isBare({ name, scheme, addresses }: Service): boolean {
  const [address, another] = addresses.keys()
  return another === undefined && (address === name || address === `${name}${scheme === 'https' ? ':443' : ':80'}`)
}

const confirmed = ({ operations }: Service): string[] => [...operations].flatMap(([key, { tier }]) => (tier === 'confirmed' ? [key] : []))
