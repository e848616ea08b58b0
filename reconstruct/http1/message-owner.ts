// What a message reader asks of the connection it belongs to.

import type { MessageReader } from './message-reader.ts'

/** What a reader asks of the connection it belongs to. */
export interface MessageOwner {
  /** The head of `reader.message` is complete: fill `reader.framing`. `wait`: not now, `resume` will be called. `skip`: interim, no message. */
  head(reader: MessageReader, mayWait: boolean): 'go' | 'wait' | 'skip'
  /** `reader.message` is complete as far as it ever will be; the owner takes it over. `switch`: what follows is another protocol. */
  complete(reader: MessageReader): 'go' | 'switch'
  /** The reader has lost its place: bytes are missing (`hidden`: perhaps whole messages; `clear`: it is known which), or make no sense. */
  lost(reader: MessageReader, hidden: boolean, clear: boolean): void
  /** Whether another message may begin where the body of this one is due: it was overtaken, or its request is unknown. */
  mayHaveNoBody(reader: MessageReader): boolean
  /** What bytes are that cannot begin a message here: a body without a head (HTTP/0.9), another protocol, or junk. */
  notMessage(reader: MessageReader): 'raw' | 'switch' | 'junk'
  /** HTTP/0.9 is taken only for the first line of a client whose connection was seen from its start. */
  readonly takesOldRequest: boolean
}
