// What both sides said about themselves once, for messages that say nothing more: the handshake of the older revisions. Which request
// belongs to which handshake is resolved when servers are shown, so that it does not matter which of the two was seen first.

import type { McpServer } from './ai-model.ts'
import { tally } from './counts.ts'
import type { RequestFacts } from './mcp-messages.ts'
import { noteListing } from './mcp-server.ts'

const SESSIONS_MAX = 10_000
/** Begins what stands for a session until then; no name begins so. */
const MARK = '\u0000'

/** What is known of one session. */
export interface Told {
  /** `name version`, or ''. */
  client: string
  /** Abilities, see ToolDefinition; '' where nothing was told. */
  class: string
  /** Of the server. */
  version: string
}

export const sessionMark = (key: string): string => `${MARK}${key}`

export class McpSessions {
  readonly #told = new Map<string, Told>()

  note(key: string, facts: RequestFacts): void {
    const { client, abilities } = facts
    if (client === null && abilities === null) return
    this.#add(key, { client: client === null ? '' : `${client.name} ${client.version}`, class: abilities?.join(',') ?? '', version: '' })
  }

  noteVersion(key: string, version: string): void {
    if (version !== '') this.#add(key, { client: '', class: '', version })
  }

  get told(): ReadonlyMap<string, Told> {
    return this.#told
  }

  merge(told: ReadonlyMap<string, Told>): void {
    for (const [key, one] of told) this.#add(key, one)
  }

  /** Put in place of every mark what the session is known to be. */
  resolve(server: McpServer): void {
    for (const [who, n] of [...server.callsBy]) {
      if (!who.startsWith(MARK)) continue
      server.callsBy.delete(who)
      tally(server.callsBy, this.#of(who).client, n)
    }
    for (const [mark, listing] of [...server.listings]) {
      if (!mark.startsWith(MARK)) continue
      server.listings.delete(mark)
      noteListing(server, this.#of(mark).class, listing)
    }
    for (const tool of server.tools.values()) {
      for (const definition of tool.definitions.values()) {
        const marks = [...definition.classes]
        definition.classes = new Set(marks.map((mark) => (mark.startsWith(MARK) ? this.#of(mark).class : mark)))
        for (const mark of marks) if (this.#of(mark).version !== '') definition.versions.add(this.#of(mark).version)
      }
    }
  }

  #of(mark: string): Told {
    return this.#told.get(mark.slice(MARK.length)) ?? { client: '', class: '', version: '' }
  }

  /** Of two claims the greater is kept, so that order never shows. */
  #add(key: string, told: Told): void {
    const mine = this.#told.get(key)
    if (mine === undefined) {
      if (this.#told.size < SESSIONS_MAX) this.#told.set(key, { ...told })
      return
    }
    for (const field of ['client', 'class', 'version'] as const) if (told[field] > mine[field]) mine[field] = told[field]
  }
}
