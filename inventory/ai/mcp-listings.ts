// Whole lists of tools, put together from their pages, whichever of them is seen first. A part of a list says nothing about what is missing
// from it.

import type { McpServer } from './ai-model.ts'
import type { AskedCall } from './mcp-calls.ts'
import type { ReplyFacts } from './mcp-reply.ts'
import { noteListing } from './mcp-server.ts'

const UNFINISHED_MAX = 1000
const TOOLS_MAX = 4096

/** One page, or several that follow one another. */
export interface ListPart {
  /** Key of the server. */
  readonly server: string
  /** Abilities of the client, as in AskedCall. */
  readonly class: string
  /** By which cursor it was asked for, and which it gave for the next; '' at the beginning and at the end. */
  readonly from: string
  readonly to: string
  readonly tools: readonly string[]
  readonly atUs: number
}

export class ListPages {
  /** Who asks whom -> parts of what is to be one list. */
  readonly #unfinished = new Map<string, ListPart[]>()
  #count = 0

  get unfinished(): ReadonlyMap<string, readonly ListPart[]> {
    return this.#unfinished
  }

  note(server: McpServer, asked: AskedCall, reply: ReplyFacts): void {
    if (asked.method !== 'tools/list' || reply.tools === null || reply.brokenTools) return
    const tools = reply.tools.map(({ name }) => name)
    const part = { server: asked.server, class: asked.class, from: asked.cursor, to: reply.nextCursor, tools, atUs: reply.atUs }
    this.#add(server, `${asked.server} ${asked.caller} ${asked.class}`, part)
  }

  /** Take over the parts of another; `serverOf` finds a server by its key. */
  merge(unfinished: ReadonlyMap<string, readonly ListPart[]>, serverOf: (key: string) => McpServer | undefined): void {
    for (const [key, parts] of unfinished) {
      for (const part of parts) {
        const server = serverOf(part.server)
        if (server !== undefined) this.#add(server, key, part)
      }
    }
  }

  /** Server key -> parts of lists whose beginning was not seen. */
  loose(): Map<string, number> {
    const loose = new Map<string, number>()
    for (const parts of this.#unfinished.values())
      for (const { server, from } of parts) if (from !== '') loose.set(server, (loose.get(server) ?? 0) + 1)
    return loose
  }

  #add(server: McpServer, key: string, part: ListPart): void {
    // who begins again has given up the list before
    const known = (this.#unfinished.get(key) ?? []).filter(({ from }) => part.from !== '' || from !== '')
    const before = part.from === '' ? undefined : known.find(({ to }) => to === part.from)
    const after = part.to === '' ? undefined : known.find(({ from }) => from === part.to)
    const whole = [before, part, after].reduce<ListPart>(
      (sum, next) => (next === undefined || next === sum ? sum : joined(sum, next)),
      before ?? part,
    )
    const others = known.filter((one) => one !== before && one !== after)
    if (whole.from === '' && whole.to === '') noteListing(server, whole.class, { atUs: whole.atUs, tools: [...whole.tools].sort() })
    else if (this.#count < UNFINISHED_MAX) others.push(whole)
    else server.partialLists++
    this.#count += others.length - (this.#unfinished.get(key)?.length ?? 0)
    if (others.length > 0) this.#unfinished.set(key, others)
    else this.#unfinished.delete(key)
  }
}

const joined = (first: ListPart, next: ListPart): ListPart => ({
  ...first,
  to: next.to,
  tools: [...first.tools, ...next.tools].slice(0, TOOLS_MAX),
  atUs: Math.max(first.atUs, next.atUs),
})
