import type { OperationKind } from '../model.ts'

/** Parts at the end of the path that name what is called, so that they are never values. */
export function pinnedParts(kind: OperationKind): number {
  switch (kind) {
    case 'grpc':
      return 2
    case 'graphql':
    case 'jsonrpc':
    case 'soap':
    case 'mcp':
      return 1
    default:
      return 0
  }
}
