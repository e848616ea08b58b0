// Documents that advertise MCP servers: server cards (SEP-2127), domain catalogues, and the drafts before them. What they name is
// declared; it has no tools, and nobody may be there.

import type { ExchangeView } from './exchange-view.ts'
import { listAt, textAt } from './json-value.ts'

const CARD_PATH = /\/server-card$|^\/\.well-known\/(?:mcp\.json|mcp-server-card\.json|ai-catalog\.json|mcp\/(?:server-card|catalog)\.json)$/
const ENTRIES_MAX = 256

export const isServerCard = (path: string): boolean => CARD_PATH.test(path)

/** The servers that a document names; nothing where it is none. */
export function readServerCard(view: ExchangeView): { url: string; name: string }[] {
  const document = view.responseJson()
  const entries = [document, ...['servers', 'entries', 'items'].flatMap((name) => listAt(document, name) ?? [])].slice(0, ENTRIES_MAX)
  return entries.flatMap((entry) => {
    const name = textAt(entry, 'name')
    const remotes = [...(listAt(entry, 'remotes') ?? []), ...(listAt(entry, 'endpoints') ?? [])]
    const urls = [textAt(entry, 'url'), ...remotes.map((remote) => textAt(remote, 'url'))]
    return urls.filter((url) => /^https?:\/\//.test(url)).map((url) => ({ url, name }))
  })
}
