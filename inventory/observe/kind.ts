// What kind of operation an exchange belongs to: `rest` unless the traffic says otherwise.

import { remembered } from '../../sensor/base/remembered.ts'
import type { OperationKind } from '../model.ts'
import { ROW, type Tape } from './body/tape.ts'
import { ROLE } from './field-roles.ts'
import type { Glance } from './glance.ts'
import type { BodyShape } from './observation.ts'

const GRPC = /^application\/grpc(?:-web(?:-text)?)?(?:\+\w+)?$/
const TYPES_MAX = 1024
/** What a media type alone says. */
const typeSays = remembered(TYPES_MAX, (type): 'grpc' | 'soap' | 'graphql' | 'sse' | '' => {
  if (GRPC.test(type)) return 'grpc'
  if (type === 'application/soap+xml') return 'soap'
  if (type.startsWith('application/graphql')) return 'graphql'
  return type === 'text/event-stream' ? 'sse' : ''
})

export interface KindClues {
  glance: Glance
  requestBody: BodyShape | null
  requestTape: Tape
}

export function recogniseKind({ glance, requestBody, requestTape }: KindClues): OperationKind {
  const { request, exchange } = glance
  const { response } = exchange
  const asked = request.mediaType()
  const type = typeSays(asked)
  const answer = response === null ? '' : typeSays(response.mediaType())
  if (type === 'grpc' || answer === 'grpc') return 'grpc'
  const tape = requestBody?.tape != null ? requestTape : null
  const inHead = ((glance.requestRoles | glance.responseRoles) & ROLE.protocol) !== 0
  if (inHead) {
    if (response?.status === 101 && /websocket/i.test(response.header('upgrade') ?? '')) return 'websocket'
    if (request.header('mcp-session-id') !== undefined || request.header('mcp-protocol-version') !== undefined) return 'mcp'
  }
  if (isJsonRpc(tape)) return 'jsonrpc'
  const isSoap = type === 'soap' || (inHead && request.header('soapaction') !== undefined)
  if (isSoap || (tape !== null && tape.property(0, 'Envelope') >= 0)) return 'soap'
  if (asked === 'application/graphql' || answer === 'graphql' || isGraphql(glance, tape)) return 'graphql'
  return answer === 'sse' ? 'sse' : 'rest'
}

/** A single call or a batch. */
function isJsonRpc(tape: Tape | null): boolean {
  if (tape === null || tape.rows === 0) return false
  return [0, 1].some(
    (row) => tape.property(row, 'jsonrpc') >= 0 && (tape.property(row, 'method') >= 0 || tape.property(row, 'result') >= 0),
  )
}

const GRAPHQL_NAME = /^(?:graphql|gql)$/i

function isGraphql({ path, query }: Glance, tape: Tape | null): boolean {
  const named = path.segments.some((segment) => segment.length < 8 && GRAPHQL_NAME.test(segment))
  if (tape === null) return named && query.some(({ name }) => name === 'query' || name === 'operationName')
  const asks = [0, 1].some((row) => tape.property(row, 'query') >= 0 || tape.property(row, 'operationName') >= 0)
  if (named && asks) return true
  return (
    tape.property(0, 'query') >= 0 &&
    (tape.property(0, 'variables') >= 0 || tape.property(0, 'operationName') >= 0) &&
    tape.kind[tape.property(0, 'query')] === ROW.string
  )
}
