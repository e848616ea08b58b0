// The inventory in memory: what has been learned, behind the privacy border. Every part is an accumulator that merges
// commutatively and associatively; nothing here holds a raw value of a header, cookie, query, path parameter or body.
//
//   Inventory
//     services   Map name -> Service
//       operations   Map key -> Operation         key = "METHOD /users/{}": names never take part in identity
//     coverage   what could not be seen
//     ai         MCP servers, providers, agents

import type { AiInventory } from './ai/ai-model.ts'
import type { ClassMarks } from './learn/class-marks.ts'
import type { SchemaNode } from './schema/schema-node.ts'

/** `rest` unless the traffic says otherwise. */
export type OperationKind = 'rest' | 'graphql' | 'grpc' | 'jsonrpc' | 'soap' | 'websocket' | 'sse' | 'mcp'

/** `matrix`: behind a segment of the path (`;colour=red`), and no part of the template. */
export type ParameterLocation = 'path' | 'matrix' | 'query' | 'header' | 'cookie'

/** First and last packet time, and how often. */
export interface Seen {
  n: number
  firstUs: number
  lastUs: number
}

/** How a path parameter came about: the top reasons, in words, with the log-odds they contributed. */
export interface Reason {
  text: string
  weight: number
}

/** One part of a template between slashes. */
export type TemplateSegment =
  | { kind: 'literal'; text: string }
  | { kind: 'parameter'; name: string; prefix: string; suffix: string; reasons: Reason[] }

export interface Parameter {
  location: ParameterLocation
  name: string
  /** Exchanges of the operation that carried it. */
  present: number
  schema: SchemaNode
}

/** Bodies of one media type. */
export interface BodyEvidence {
  mediaType: string
  /** Messages with this media type. */
  n: number
  /** Of those, bodies that were walked for the schema (sampling, truncation). */
  walked: number
  schema: SchemaNode
}

export interface ResponseEvidence {
  status: number
  n: number
  /** Response header names -> values' shapes. */
  headers: ReadonlyMap<string, Parameter>
  bodies: ReadonlyMap<string, BodyEvidence>
}

/** How requests authenticate. `scheme` examples: `none`, `basic`, `bearer`, `bearer-jwt`, `api-key:header:x-api-key`, `cookie:session`. */
export interface AuthEvidence {
  scheme: string
  /** Requests with it. */
  n: number
  /** Of those, answered 2xx or 3xx. */
  succeeded: number
  /** Facts that are no secrets, such as `alg:RS256` or `iss:https://login.example`: name -> count. Bounded. */
  facts: ReadonlyMap<string, number>
}

/** One caller of an operation. `key` such as `address:10.0.0.7` or `agent:python-requests/2.32`. Bounded per operation. */
export interface Consumer extends Seen {
  key: string
  /** Of its exchanges, those answered 401 or 403. Missing: none. */
  refused?: number
  /** Bytes of the bodies it was sent. Missing: none. */
  bytes?: number
  /** Which of 256 classes the objects fall into that it was given, a bit each (observe/object-class.ts): a walk shows, no id does. */
  objects?: ClassMarks
  /** Likewise of paths that it asked for in vain (404, 405). */
  missed?: ClassMarks
  /** How it called, of addresses: `query:page`, `type:application/json` (of the request), `status:202` (but for 200) -> exchanges. Bounded. */
  ways?: Map<string, number>
  /** Names in the bodies that it sent and that were accepted (hashes of body/key-paths.ts) -> bodies; `0`: of so many. Bounded. */
  fields?: Map<number, number>
}

/**
 * A passing sign about an operation, such as `cookie-without-secure` or `deprecation-header`: id -> how often, and a detail
 * that is no secret (a date, a name, a product), each detail counted. Bounded.
 */
export interface Signal extends Seen {
  details: ReadonlyMap<string, number>
}

/**
 * How strongly an operation is shown to exist: `confirmed` by a qualifying response; `guarded`: only 401/403; `probe`: only 404/405 or failures;
 * `one-sided`: no response was captured; `declared`: in a specification, not seen.
 */
export type Tier = 'confirmed' | 'guarded' | 'probe' | 'one-sided' | 'declared'

/** service + method + template. */
export interface Operation {
  kind: OperationKind
  method: string
  segments: TemplateSegment[]
  tier: Tier
  seen: Seen
  statuses: Map<number, number>
  parameters: ReadonlyMap<string, Parameter>
  requestBodies: ReadonlyMap<string, BodyEvidence>
  responses: Map<number, ResponseEvidence>
  auth: Map<string, AuthEvidence>
  consumers: Map<string, Consumer>
  /** Consumers beyond the bound. */
  consumersDropped: number
  /**
   * Who called by key or token: `subject:` and a hash of the key, or of the subject of the token; a keyed one once it was on disk. Bounded
   * like `consumers`. Missing: nobody. No part of the canonical export, where keys must not show.
   */
  subjects?: Map<string, Consumer>
  signals: Map<string, Signal>
  /** Anomalies on its exchanges: id -> count. */
  anomalies: ReadonlyMap<string, number>
}

export interface Service {
  /** The host as clients name it, with the port unless it is the scheme's own, or `ip:port` where no name was seen. */
  name: string
  scheme: 'http' | 'https'
  /** Host names and server addresses (`ip:port`) it was reached by -> exchanges. */
  hosts: Map<string, number>
  addresses: Map<string, number>
  seen: Seen
  operations: Map<string, Operation>
  /** Only where several are seen as one (judge/join-services.ts): the names of those. */
  members?: string[]
}

/** What was carried between clients and one server address, read or not. */
export interface ServerCoverage {
  /** `ip:port`. */
  address: string
  hosts: Map<string, number>
  flows: number
  oneSidedFlows: number
  /** Payload bytes by what they turned out to be. */
  bytes: Map<'http/1' | 'http/2' | 'tls' | 'opaque' | 'other', number>
  gapBytes: number
  requests: number
  responses: number
  exchanges: number
  /** TLS server names -> flows. */
  serverNames: Map<string, number>
  firstUs: number
  lastUs: number
}

export interface Coverage {
  /** Counter id -> value (sensor/base/counters.ts). */
  counters: Map<string, number>
  servers: Map<string, ServerCoverage>
}

/** The stable identity of an operation within its service: `GET /users/{}/orders`. */
export function operationKey(method: string, segments: readonly TemplateSegment[]): string {
  return `${method} ${renderTemplate(segments, () => '')}`
}

/** `/users/{userId}/orders`; `name` chooses what stands between the braces. */
export function renderTemplate(
  segments: readonly TemplateSegment[],
  name: (parameter: string) => string = (parameter) => parameter,
): string {
  if (segments.length === 0) return '/'
  return segments
    .map((segment) => `/${segment.kind === 'literal' ? segment.text : `${segment.prefix}{${name(segment.name)}}${segment.suffix}`}`)
    .join('')
}

/** A template, or a key with one, whose parameters have no names: `/users/{}/orders`. Names take no part in identity. */
export const withoutNames = (template: string): string => template.replace(/\{[^{}]*\}/g, '{}')

/** Everything learned, in its finished form: templates decided. Two of them add up with `mergeInventory`. */
export interface Inventory {
  services: Map<string, Service>
  coverage: Coverage
  ai: AiInventory
}
