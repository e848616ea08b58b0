// Whole lists of tools, put together from their pages. A part of a list says nothing about what is missing from it.

import type { McpServer } from './ai-model.ts'
import type { AskedCall } from './mcp-calls.ts'
import type { ReplyFacts } from './mcp-reply.ts'
import { noteListing } from './mcp-server.ts'

const UNFINISHED_MAX = 1000
const TOOLS_MAX = 4096

export class ListPages {
  readonly #unfinished = new Map<string, string[]>()

  note(server: McpServer, asked: AskedCall, reply: ReplyFacts): void {
    if (asked.method !== 'tools/list' || reply.tools === null || reply.brokenTools) return
    const key = `${asked.server} ${asked.caller} ${asked.class}`
    const before = asked.cursor ? this.#unfinished.get(key) : []
    const names = reply.tools.map(({ name }) => name)
    if (before === undefined) {
      server.partialLists++
      return
    }
    const tools = [...before, ...names].slice(0, TOOLS_MAX)
    this.#unfinished.delete(key)
    if (!reply.more) noteListing(server, asked.class, { atUs: reply.atUs, tools: tools.sort() })
    else if (this.#unfinished.size < UNFINISHED_MAX) this.#unfinished.set(key, tools)
  }
}
