// Which service an exchange belongs to, and which of them are real: anybody can write any name into a Host header.

import type { ObservationHead } from '../observe/observation.ts'
import type { ServiceLearner } from './service-learner.ts'

const OWN_PORT = { http: ':80', https: ':443' } as const

/** The host as the client named it, with its port unless that is the scheme's own; `ip:port` where it named none. */
export function serviceName({ host, scheme, serverAddress }: ObservationHead): string {
  if (host === '') return serverAddress
  const own = OWN_PORT[scheme]
  return host.endsWith(own) ? host.slice(0, -own.length) : host
}

/**
 * A name is a service once it gave a qualifying answer. A name that never did is one only if nothing else is served at its
 * addresses: it may be guarded, or its answers may not be in the capture. Otherwise a scanner made it up.
 */
export function realServices(services: readonly ServiceLearner[]): ServiceLearner[] {
  const served = new Set<string>()
  for (const service of services) if (service.confirmed > 0) for (const address of service.addresses.keys()) served.add(address)
  return services
    .filter(
      (service) => service.confirmed > 0 || (service.mayBeReal && ![...service.addresses.keys()].some((address) => served.has(address))),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
