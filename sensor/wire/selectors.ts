// By which number which encapsulation is recognised, as arrays. An answer is a place in ENCAPSULATIONS, or -1.

import { ENCAPSULATIONS } from './encapsulations.ts'

const NUMBERS = 65_536

export class Selectors {
  readonly #etherTypes = new Int8Array(NUMBERS).fill(-1)
  readonly #ipProtocols = new Int8Array(256).fill(-1)
  readonly #destinationPorts = new Int8Array(NUMBERS).fill(-1)
  readonly #sourcePorts = new Int8Array(NUMBERS).fill(-1)

  /** `ports`: name of an encapsulation -> its UDP ports instead of the usual ones. */
  constructor(ports: Readonly<Record<string, readonly number[]>>) {
    for (const [kind, encapsulation] of ENCAPSULATIONS.entries()) {
      const udpPorts = ports[encapsulation.name] ?? encapsulation.udpPorts ?? []
      for (const number of encapsulation.etherTypes ?? []) this.#etherTypes[number] = kind
      for (const number of encapsulation.ipProtocols ?? []) this.#ipProtocols[number] = kind
      for (const port of udpPorts) this.#destinationPorts[port] = kind
      if (encapsulation.answersFromPort) for (const port of udpPorts) this.#sourcePorts[port] = kind
    }
  }

  byEtherType(etherType: number): number {
    return this.#etherTypes[etherType]!
  }

  byIpProtocol(protocol: number): number {
    return this.#ipProtocols[protocol]!
  }

  byUdpPorts(source: number, destination: number): number {
    const kind = this.#destinationPorts[destination]!
    return kind === -1 ? this.#sourcePorts[source]! : kind
  }
}
