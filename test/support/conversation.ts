// A conversation on one connection, written as a script and played to a reader: whole, cut anywhere, or with bytes missing.

import { openConnection } from '../../reconstruct/connection.ts'
import type { Exchange, FlowRef, FlowSummary } from '../../reconstruct/exchange.ts'
import { C2S, type Direction, S2C } from '../../reconstruct/exchange.ts'
import type { Message } from '../../reconstruct/message.ts'
import type { EndReason, StreamFlow } from '../../reconstruct/stream.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'

export type Step =
  | { do: 'data'; direction: Direction; bytes: Buffer; offset: number; ack: number }
  | { do: 'gap'; direction: Direction; missing: number }
  | { do: 'fin'; direction: Direction }

export type Played = { exchanges: Told[]; flows: FlowSummary[]; counters: Counters; flipped: boolean }

/** An exchange as values: what a sink saw during its call. */
export type Told = {
  pairing: string
  protocol: string
  request: string | null
  requestBody: string | null
  status: number | null
  responseBody: string | null
  bodyBytes: number | null
  interim: number[]
  anomalies: string[]
  /** Of both messages: some body or head was not seen whole. */
  truncated: boolean
}

export type PlayOptions = {
  limits?: Partial<Limits>
  depth?: 'full' | 'headers'
  roleKnown?: boolean
  fromStart?: boolean
  /** False: acknowledgements are unknown. */
  acks?: boolean
  end?: EndReason
  /** The client is taken for the server until content shows better. */
  guessedWrong?: boolean
}

export const latin1 = (text: string | Uint8Array): Buffer => (typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text))

/** `client` and `server` add what that side sends; each acknowledges all that the other had sent before. */
export class Conversation {
  readonly steps: Step[] = []
  #offset: [number, number] = [0, 0]

  client(...parts: (string | Uint8Array)[]): this {
    return this.#say(C2S, parts)
  }

  server(...parts: (string | Uint8Array)[]): this {
    return this.#say(S2C, parts)
  }

  gap(direction: Direction, missing: number): this {
    this.steps.push({ do: 'gap', direction, missing })
    this.#offset[direction] += missing
    return this
  }

  fin(direction: Direction): this {
    this.steps.push({ do: 'fin', direction })
    return this
  }

  #say(direction: Direction, parts: (string | Uint8Array)[]): this {
    for (const part of parts) {
      const bytes = latin1(part)
      this.steps.push({ do: 'data', direction, bytes, offset: this.#offset[direction], ack: this.#offset[direction === C2S ? S2C : C2S] })
      this.#offset[direction] += bytes.length
    }
    return this
  }
}

const textOf = (message: Message | null): string | null => (message === null ? null : Buffer.from(message.decodedBody()).toString('latin1'))

export function told(exchange: Exchange): Told {
  const { request, response } = exchange
  return {
    pairing: exchange.pairing,
    protocol: exchange.protocol,
    request: request && `${request.method} ${request.target()}`,
    requestBody: textOf(request),
    status: response?.status ?? null,
    responseBody: textOf(response),
    bodyBytes: response?.bodyBytes ?? null,
    interim: [...exchange.interim],
    anomalies: [...exchange.anomalies].sort(),
    truncated: (request?.truncated ?? false) || (response?.truncated ?? false),
  }
}

/** Plays the steps to a new reader and ends the flow. */
export function play(steps: readonly Step[], options: PlayOptions = {}): Played {
  const played: Played = { exchanges: [], flows: [], counters: new Counters(), flipped: false }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const sink = {
    exchange: (exchange: Exchange) => void played.exchanges.push(told(exchange)),
    flow: (summary: FlowSummary) => void played.flows.push(summary),
  }
  const ref: FlowRef = { id: 1, clientAddress: '10.0.0.1', clientPort: 40000, serverAddress: '10.0.0.2', serverPort: 80, encapsulation: [] }
  const flow: StreamFlow = {
    ref,
    roleKnown: options.roleKnown ?? true,
    fromStart: options.fromStart ?? true,
    overlapConflicts: 0,
    flipRoles: () => void (played.flipped = !played.flipped),
  }
  const reader = openConnection({ sink, counters: played.counters, limits, bodies: { keep: options.depth !== 'headers' } })(flow)
  // Bytes are lent: whatever a reader keeps of them without copying shows up as garbage.
  let clock = 1_000_000
  for (const step of steps) {
    const direction = (played.flipped !== (options.guessedWrong ?? false) ? 1 - step.direction : step.direction) as Direction
    clock += 1000
    if (step.do === 'gap') reader.gap(direction, step.missing, 'acked', clock)
    else if (step.do === 'fin') reader.finished(direction, clock)
    else {
      const lent = Buffer.concat([Buffer.from('##'), step.bytes, Buffer.from('##')])
      const ack = options.acks === false ? -1 : step.ack
      reader.data(direction, lent, 2, 2 + step.bytes.length, step.offset, ack, clock, true)
      lent.fill(0x2a)
    }
  }
  reader.end(options.end ?? 'fin', clock + 1000)
  return played
}

/** Each data step cut into pieces by `cut` (byte positions within the step). */
export function cutSteps(steps: readonly Step[], cut: (step: Step & { do: 'data' }) => readonly number[]): Step[] {
  return steps.flatMap((step): Step[] => {
    if (step.do !== 'data') return [step]
    const marks = [0, ...cut(step), step.bytes.length]
    const pieces: Step[] = []
    for (let i = 1; i < marks.length; i++) {
      const from = marks[i - 1] as number
      const to = marks[i] as number
      if (to > from) pieces.push({ ...step, bytes: step.bytes.subarray(from, to), offset: step.offset + from })
    }
    return pieces
  })
}

/** The bytes `[from, to)` of one direction's stream are lost: cut out of the steps, with a gap in their place. */
export function loseBytes(steps: readonly Step[], direction: Direction, from: number, to: number): Step[] {
  return steps.flatMap((step): Step[] => {
    if (step.do !== 'data' || step.direction !== direction) return [step]
    const end = step.offset + step.bytes.length
    if (end <= from || step.offset >= to) return [step]
    const lostFrom = Math.max(from, step.offset)
    const lostTo = Math.min(to, end)
    const pieces: Step[] = []
    if (lostFrom > step.offset) pieces.push({ ...step, bytes: step.bytes.subarray(0, lostFrom - step.offset) })
    pieces.push({ do: 'gap', direction, missing: lostTo - lostFrom })
    if (lostTo < end) pieces.push({ ...step, bytes: step.bytes.subarray(lostTo - step.offset), offset: lostTo })
    return pieces
  })
}

/** The laws that the counters obey after every flow. */
export function expectLedger({ counters }: Played): void {
  const record = counters.toRecord()
  const sum = (prefix: string) => Object.entries(record).reduce((total, [id, value]) => (id.startsWith(prefix) ? total + value : total), 0)
  const count = (id: keyof typeof record) => record[id] ?? 0
  if (count('http.requests') !== count('http.exchanges') + sum('http.no-response-'))
    throw new Error(`requests do not add up: ${JSON.stringify(record)}`)
  if (count('http.responses') !== count('http.exchanges') + count('http.orphan-responses'))
    throw new Error(`responses do not add up: ${JSON.stringify(record)}`)
}
