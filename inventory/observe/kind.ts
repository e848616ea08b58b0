// What kind of operation an exchange belongs to: `rest` unless the traffic says otherwise.

import type { Exchange } from '../../reconstruct/index.ts'
import type { OperationKind } from '../model.ts'
import { ROW, type Tape } from './body/tape.ts'
import type { BodyShape } from './observation.ts'

const GRPC = /^application\/grpc(?:-web(?:-text)?)?(?:\+\w+)?$/

export interface KindClues {
  exchange: Exchange
  segments: readonly string[]
  requestBody: BodyShape | null
  requestTape: Tape
  queryNames: readonly string[]
}

export function recogniseKind({ exchange, segments, requestBody, requestTape, queryNames }: KindClues): OperationKind {
  const { request, response } = exchange
  const type = request?.mediaType() ?? ''
  const answer = response?.mediaType() ?? ''
  if (GRPC.test(type) || GRPC.test(answer)) return 'grpc'
  if (response?.status === 101 && /websocket/i.test(response.header('upgrade') ?? '')) return 'websocket'
  if (request?.header('mcp-session-id') !== undefined || request?.header('mcp-protocol-version') !== undefined) return 'mcp'
  const tape = requestBody?.tape != null ? requestTape : null
  if (isJsonRpc(tape)) return 'jsonrpc'
  if (
    type === 'application/soap+xml' ||
    request?.header('soapaction') !== undefined ||
    (tape !== null && tape.property(0, 'Envelope') >= 0)
  )
    return 'soap'
  if (isGraphql(type, answer, segments, tape, queryNames)) return 'graphql'
  return answer === 'text/event-stream' ? 'sse' : 'rest'
}

/** A single call or a batch. */
function isJsonRpc(tape: Tape | null): boolean {
  if (tape === null || tape.rows === 0) return false
  return [0, 1].some(
    (row) => tape.property(row, 'jsonrpc') >= 0 && (tape.property(row, 'method') >= 0 || tape.property(row, 'result') >= 0),
  )
}

function isGraphql(type: string, answer: string, segments: readonly string[], tape: Tape | null, queryNames: readonly string[]): boolean {
  if (type === 'application/graphql' || answer.startsWith('application/graphql')) return true
  const named = segments.some((segment) => /^(?:graphql|gql)$/i.test(segment))
  if (tape === null) return named && queryNames.some((name) => name === 'query' || name === 'operationName')
  const asks = [0, 1].some((row) => tape.property(row, 'query') >= 0 || tape.property(row, 'operationName') >= 0)
  if (named && asks) return true
  return (
    tape.property(0, 'query') >= 0 &&
    (tape.property(0, 'variables') >= 0 || tape.property(0, 'operationName') >= 0) &&
    tape.kind[tape.property(0, 'query')] === ROW.string
  )
}
