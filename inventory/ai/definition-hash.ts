// What a tool declares, and a hash of it that changes exactly when the declaration does.

import { createHash } from 'node:crypto'
import { canonicalJson, type JsonObject, member } from './json-value.ts'

const PARTS = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const
/** A longer declaration is hashed, but its text is not kept. */
const DEFINITION_LENGTH_MAX = 64 * 1024

/** Hex SHA-256 of the canonical declaration, and its text; null for a declaration nested so deep that nobody means it. */
export function readDefinition(tool: JsonObject): { hash: string; text: string | null } | null {
  const parts = Object.fromEntries(PARTS.map((name) => [name, member(tool, name)]).filter(([, value]) => value !== undefined))
  const text = canonicalJson(parts)
  if (text === null) return null
  const hash = createHash('sha256').update(text).digest('hex')
  return { hash, text: text.length <= DEFINITION_LENGTH_MAX ? text : null }
}

/** A session id as it may be kept: it is random, so that its hash tells nothing of it. */
export const sessionHash = (address: string, session: string): string =>
  createHash('sha256').update(`session\n${address}\n${session}`).digest('hex').slice(0, 24)

/** A cursor is the server's own text: only whether two are the same is of interest. '' for none. */
export const cursorHash = (cursor: string): string =>
  cursor === '' ? '' : createHash('sha256').update(`cursor\n${cursor}`).digest('hex').slice(0, 16)
