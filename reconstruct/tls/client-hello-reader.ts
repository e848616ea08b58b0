// Collects the first bytes of a TLS client until its hello is whole, however the network cut it.

import { type ClientHello, clientHelloBytes, readClientHello } from './client-hello.ts'

export class ClientHelloReader {
  readonly #bytesMax: number
  #bytes = new Uint8Array(0)

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** The hello, or null while bytes are missing. */
  data(bytes: Uint8Array, start: number, end: number): ClientHello | null {
    const part = bytes.subarray(start, Math.min(end, start + this.#bytesMax - this.#bytes.length))
    const joined = new Uint8Array(this.#bytes.length + part.length)
    joined.set(this.#bytes)
    joined.set(part, this.#bytes.length)
    this.#bytes = joined
    const wanted = clientHelloBytes(joined, 0, joined.length)
    const whole = wanted === Number.POSITIVE_INFINITY || (wanted > 0 && joined.length >= wanted)
    return whole || joined.length >= this.#bytesMax ? this.cut() : null
  }

  /** What can be read of a hello that stays incomplete. */
  cut(): ClientHello {
    return readClientHello(this.#bytes, 0, this.#bytes.length)
  }
}
