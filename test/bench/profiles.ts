// The captures of the benchmark: how much of what traffic. Sizes are of the capture file.

export interface Profile {
  readonly name: string
  readonly exchanges: number
  /** Connections kept alive at a time. */
  readonly connections: number
  /** Bytes of a JSON body before compression, drawn evenly on a logarithmic scale. */
  readonly bodyBytes: readonly [least: number, most: number]
  /** Shares of all responses. */
  readonly chunkedShare: number
  readonly gzipShare: number
  /** Each request has a connection of its own, from so few client ports that address and port pairs come again. */
  readonly fresh?: boolean
}

/** A capture that is made from another, and has its exchanges so many times. */
export interface Derived {
  readonly name: string
  readonly of: string
  readonly times: number
}

export const DERIVED: readonly Derived[] = [
  // packets late, twice and sent again (disturb.ts)
  { name: 'disturbed', of: 'small', times: 1 },
  // about 1.7 GB (lengthen.ts)
  { name: 'long', of: 'mixed', times: 5 },
]

export const PROFILES: readonly Profile[] = [
  // about 220 MB: what most API traffic is made of
  { name: 'small', exchanges: 160_000, connections: 64, bodyBytes: [300, 1000], chunkedShare: 0.3, gzipShare: 0 },
  // about 330 MB: all sizes, many connections, a third compressed
  { name: 'mixed', exchanges: 36_000, connections: 400, bodyBytes: [200, 40_000], chunkedShare: 0.3, gzipShare: 0.3 },
  // about 400 MB: lists and exports
  { name: 'large', exchanges: 3_000, connections: 32, bodyBytes: [40_000, 400_000], chunkedShare: 0.3, gzipShare: 0 },
  // about 90 MB: clients without keep-alive
  { name: 'short', exchanges: 40_000, connections: 64, bodyBytes: [300, 1000], chunkedShare: 0.3, gzipShare: 0, fresh: true },
]

export const CLIENT_ADDRESSES = Array.from({ length: 8 }, (_, index) => `10.83.0.${10 + index}`)
export const SERVER_ADDRESS = '10.83.0.2'
export const SERVER_PORT = 8080
