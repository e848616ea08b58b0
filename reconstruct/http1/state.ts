// What one direction of an HTTP/1 connection may do next. The same table binds both sides; which side we are on
// decides only which of the `head-…` events the framing rules (body-framing.ts) answer with.
//
//   start ──bytes──> head ──head-length──> length ──complete──> start
//                     │ └──head-chunked──> chunk-size ─> chunk-data ─> chunk-end ─> chunk-size … trailers ─> start
//                     └────head-close────> close (until FIN)
//   any ──gap, junk──> lost ──found──> head          any ──switch──> opaque         any ──end──> closed
//
// A gap that lies wholly inside a body of known length, a chunk or a body that runs until FIN is skipped by count
// and is no event at all: the reader does not lose its place.

export const STATES = [
  'start',
  'head',
  'length',
  'close',
  'chunk-size',
  'chunk-data',
  'chunk-end',
  'trailers',
  'lost',
  'opaque',
  'closed',
] as const
export type State = (typeof STATES)[number]

const FROM_BODY = { complete: 'start', gap: 'lost', junk: 'lost', switch: 'opaque', end: 'closed' } as const

/** Rule: every transition is a row of this table. The reader asks `nextState`; it never sets a state of its own. */
export const TRANSITIONS = {
  start: { bytes: 'head', raw: 'close', gap: 'lost', junk: 'lost', switch: 'opaque', end: 'closed' },
  head: {
    ...FROM_BODY,
    'head-length': 'length',
    'head-close': 'close',
    'head-chunked': 'chunk-size',
  },
  length: FROM_BODY,
  close: FROM_BODY,
  'chunk-size': { ...FROM_BODY, chunk: 'chunk-data', 'last-chunk': 'trailers', 'not-chunked': 'close', 'not-chunked-length': 'length' },
  'chunk-data': { ...FROM_BODY, 'chunk-filled': 'chunk-end' },
  'chunk-end': { ...FROM_BODY, 'chunk-ended': 'chunk-size' },
  trailers: FROM_BODY,
  lost: { found: 'head', gap: 'lost', switch: 'opaque', end: 'closed' },
  opaque: { 'http-again': 'start', gap: 'opaque', switch: 'opaque', end: 'closed' },
  closed: { gap: 'closed', switch: 'closed', end: 'closed' },
} as const satisfies Record<State, Readonly<Record<string, State>>>

type KeysOf<T> = T extends unknown ? keyof T : never
export type StateEvent = KeysOf<(typeof TRANSITIONS)[State]>

/** The same as maps: an object that is asked by names which vary is searched, and this is asked some times for each message. */
const ROWS: ReadonlyMap<State, ReadonlyMap<string, State>> = new Map(
  Object.entries(TRANSITIONS).map(([state, row]) => [state as State, new Map(Object.entries(row))]),
)

/** The state after `event`, or undefined where the table has no row: the caller is wrong. */
export function nextState(state: State, event: StateEvent): State | undefined {
  return ROWS.get(state)?.get(event)
}
