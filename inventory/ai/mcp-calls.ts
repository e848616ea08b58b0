// Requests and replies that travel on different connections, waiting for each other. Symmetric: either may be seen first,
// and two tables add up.

import type { SchemaNode } from '../schema/schema-node.ts'
import type { ReplyFacts } from './mcp-reply.ts'

/** A request without its contents. */
export interface AskedCall {
  /** Key of the server that was asked. */
  readonly server: string
  /** `name version` of the client, or what stands for its session. */
  readonly client: string
  /** Address of the client. */
  readonly caller: string
  /** Abilities of the client, see ToolDefinition, or what stands for its session. */
  readonly class: string
  /** Where the handshake of the client is known under. */
  readonly session: string
  readonly method: string
  /** Tool name, for `tools/call`. */
  readonly name: string
  readonly id: string
  /** Hash of the cursor by which a further page of a list is asked for, or ''. */
  readonly cursor: string
  /** The request carried a credential of some kind. */
  readonly credential: boolean
  /** Shape of the arguments, for `tools/call`. */
  readonly arguments: SchemaNode | null
  /** Kinds of sensitive values in what was given. */
  readonly kinds: ReadonlyMap<string, number>
  readonly targets: readonly string[]
  readonly atUs: number
  readonly bytes: number
  /** Arguments that were copied into headers; gone once their kinds are known. */
  readonly headerTexts: readonly string[]
}

export interface MetCall {
  readonly asked: AskedCall
  readonly reply: ReplyFacts
}

const WAITING_MAX = 4096

export class CallTable {
  readonly #asked = new Map<string, AskedCall>()
  readonly #replies = new Map<string, ReplyFacts>()
  /** What was given up because too much was waiting. */
  dropped = 0

  /** A request without its reply; `key` names the session or stream. */
  ask(key: string, asked: AskedCall): MetCall | null {
    const place = `${key} ${asked.id}`
    const reply = this.#replies.get(place)
    if (reply === undefined) {
      this.#wait(this.#asked, place, asked)
      return null
    }
    this.#replies.delete(place)
    return { asked, reply }
  }

  /** A reply without its request. */
  reply(key: string, reply: ReplyFacts): MetCall | null {
    const place = `${key} ${reply.id}`
    const asked = this.#asked.get(place)
    if (asked === undefined) {
      this.#wait(this.#replies, place, reply)
      return null
    }
    this.#asked.delete(place)
    return { asked, reply }
  }

  /** Requests that wait. */
  get asked(): ReadonlyMap<string, AskedCall> {
    return this.#asked
  }

  /** Replies that wait. */
  get replies(): ReadonlyMap<string, ReplyFacts> {
    return this.#replies
  }

  /** Take over what waits in another table; returns what met. */
  merge(other: Pick<CallTable, 'asked' | 'replies' | 'dropped'>): MetCall[] {
    const met: MetCall[] = []
    const keep = (call: MetCall | null): void => void (call !== null && met.push(call))
    // The key of a place ends where the id begins; ids may hold spaces, keys hold exactly one.
    for (const [place, asked] of other.asked) keep(this.ask(keyOf(place), asked))
    for (const [place, reply] of other.replies) keep(this.reply(keyOf(place), reply))
    this.dropped += other.dropped
    return met
  }

  #wait<T>(table: Map<string, T>, place: string, value: T): void {
    if (table.size >= WAITING_MAX) {
      const oldest = table.keys().next().value
      if (oldest !== undefined) table.delete(oldest)
      this.dropped++
    }
    table.set(place, value)
  }
}

const keyOf = (place: string): string => place.split(' ', 2).join(' ')
