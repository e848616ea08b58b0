// Where the interesting fields of a frame lie: enough to hit lengths and numbers on purpose. Guesses are fine here.

export interface FrameMap {
  /** First byte of an IP header, or -1. */
  readonly ip: number
  /** First byte of the TCP header inside, or -1. */
  readonly tcp: number
  /** First byte of the TCP payload; the frame's length if there is none. */
  readonly payload: number
}

const LINK_HEADERS_BYTES = 64

/** Finds the first thing that looks like IP with TCP or UDP inside, whatever the link layer and however it is wrapped. */
export function mapFrame(bytes: Uint8Array): FrameMap {
  for (let at = 0; at < Math.min(bytes.length - 40, LINK_HEADERS_BYTES); at++) {
    const version = (bytes[at] as number) >> 4
    if (version === 4 && bytes[at + 9] === 6) return mapTcp(bytes, at, at + ((bytes[at] as number) & 15) * 4)
    if (version === 6 && bytes[at + 6] === 6) return mapTcp(bytes, at, at + 40)
  }
  return { ip: -1, tcp: -1, payload: bytes.length }
}

function mapTcp(bytes: Uint8Array, ip: number, tcp: number): FrameMap {
  if (tcp + 20 > bytes.length) return { ip, tcp: -1, payload: bytes.length }
  return { ip, tcp, payload: Math.min(bytes.length, tcp + ((bytes[tcp + 12] as number) >> 4) * 4) }
}
