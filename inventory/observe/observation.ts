// What passes the privacy border. An observation is an exchange reduced to what the inventory may keep: names, kinds, lengths,
// hashes, masks. It is reused: valid only until the next `observe`.

import type { Pairing, Protocol } from '../../reconstruct/index.ts'
import type { OperationKind } from '../model.ts'

/** What one part of a path looks like; see template/classify-segment.ts. Everything but `word` is a value by its form. */
export type SegmentClass =
  | 'word'
  | 'integer'
  | 'uuid'
  | 'email'
  | 'encoded'
  | 'version'
  | 'date'
  | 'number'
  | 'hex'
  | 'key'
  | 'locale'
  | 'prefixed-id'
  | 'random'

/** One part of a path between slashes, percent-decoded after splitting. */
export interface PathSegment {
  class: SegmentClass
  /**
   * The text of a word (unless a value by its form stands inside), and of the small numbers, versions and dates that may be constant
   * (`/rest/api/3`); otherwise ''.
   */
  text: string
  /** Fixed 53-bit hash of the text (observe/hash.ts). */
  hash: number
  /** The same value stands in the response body (an id, a login): the name of its property, or ''; null where the body was passed over. */
  echo: string | null
  /** Evidence about the value itself, for the parameter's schema. */
  scalar: Scalar
  /** The value that may stand inside (template/affix.ts): of `42.json` what is known of `42`. Missing: there is none. */
  inner?: InnerSegment
}

/** A part of a segment, and the text around it. */
export interface InnerSegment {
  prefix: string
  suffix: string
  class: SegmentClass
  scalar: Scalar
}

export type ScalarKind = 'null' | 'boolean' | 'integer' | 'number' | 'string'

/** A value without its text. */
export interface Scalar {
  kind: ScalarKind
  /** Characters, for strings. */
  length: number
  /** Bit i is format i of schema/formats.ts. */
  formats: number
  /** Numbers only, else NaN. */
  number: number
  /** Integer beyond 2^53. */
  big: boolean
  /** Fixed 53-bit hash (observe/hash.ts). */
  hash: number
  /** The text, only where it may be a word of an enum and no detector took it for sensitive; otherwise null. */
  word: string | null
  /** Sensitive types whose validator passed; ids of observe/detectors. Shared empty array when none. */
  detected: readonly string[]
}

/** A query parameter, header or cookie. */
export interface NamedScalar {
  name: string
  scalar: Scalar
  /** Of a value in a query that is written as a list (`1,2`). */
  items?: Scalar[]
}

/** A body reduced to its shape: walked once, folded into the accumulator of the operation it turns out to belong to. */
export interface BodyShape {
  mediaType: string
  bodyBytes: number
  truncated: boolean
  /** Hashes of key paths to depth 3, smallest first, at most 24: how templates recognise same answers. */
  keyHashes: readonly number[]
  /** The tape (body/tape.ts), null when the body was not walked (not understood, sampled away, empty). */
  tape: unknown
}

/** What is known of an exchange before its bodies are read. */
export type ObservationHead = Pick<Observation, 'host' | 'scheme' | 'serverAddress' | 'method' | 'segments' | 'status'>

export interface Observation {
  protocol: Protocol
  pairing: Pairing
  startedUs: number
  endedUs: number
  clientAddress: string
  /** `ip:port`. */
  serverAddress: string
  /** Host as the client named it, lower case, with port if given; '' when it named none or wrote nonsense. */
  host: string
  scheme: 'http' | 'https'
  kind: OperationKind
  /** '' when only the response was seen. */
  method: string
  segments: PathSegment[]
  trailingSlash: boolean
  /** 0 when only the request was seen. */
  status: number
  /** See template/gate.ts for what makes an operation. */
  requestMediaType: string
  responseMediaType: string
  /** 3xx: the redirect leads to a login or error page. */
  redirectsToLogin: boolean
  query: NamedScalar[]
  /** Matrix parameters of the path (`;colour=red`). Missing: none. */
  matrix?: NamedScalar[]
  requestHeaders: NamedScalar[]
  requestCookies: NamedScalar[]
  responseHeaders: NamedScalar[]
  responseCookies: NamedScalar[]
  /** Bodies, as far as there are any, were read and not passed over (see `Observer.describe`). */
  bodiesRead: boolean
  requestBody: BodyShape | null
  responseBody: BodyShape | null
  /** Schemes of AuthEvidence, with facts as `name:value`. */
  auth: readonly { scheme: string; facts: string[] }[]
  /** Keys of consumers: `address:…`, `agent:…`. */
  consumers: string[]
  /** `subject:` and a hash of who a key or token speaks for. */
  subject?: string
  /** Class of the object that the path names (object-class.ts). */
  objectClass?: number
  /** Signal id and detail ('' for none). */
  signals: { id: string; detail: string }[]
  anomalies: readonly string[]
}
