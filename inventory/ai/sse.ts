// Server-sent events (WHATWG HTML §9.2): lines end with CR, LF or CRLF; an empty line ends an event. An event that was cut
// off is not told: half a JSON document would be no better than none.

export interface ServerSentEvent {
  /** `message` where the stream names none. */
  readonly event: string
  readonly data: string
  readonly id: string
}

/** The complete events of a stream, or of its kept prefix. */
export function readEvents(text: string): ServerSentEvent[] {
  const events: ServerSentEvent[] = []
  let event = ''
  let data: string[] = []
  let id = ''
  const lines = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(/\r\n|\r|\n/)
  // What follows the last line end is unfinished.
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i]!
    if (line === '') {
      if (data.length > 0) events.push({ event: event || 'message', data: data.join('\n'), id })
      event = ''
      data = []
      continue
    }
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id') id = value
  }
  return events
}
