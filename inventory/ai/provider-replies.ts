// The reply of a model as one document, or as the events it was streamed in: server-sent events, lines of JSON, one long array, or
// the binary frames of AWS.

import { readFrames } from './event-stream.ts'
import { bodyText, type ExchangeView } from './exchange-view.ts'
import { parseJson, textAt } from './json-value.ts'

const EVENTS_MAX = 100_000

export function readReplies(view: ExchangeView): unknown[] {
  const { response } = view
  if (response === null) return []
  switch (response.mediaType()) {
    case 'text/event-stream':
      return view.events().map((event) => parseJson(event.data))
    case 'application/x-ndjson':
    case 'application/stream+json':
    case 'application/jsonlines':
    case 'application/jsonl':
      return bodyText(response).split('\n', EVENTS_MAX).map(parseJson)
    case 'application/vnd.amazon.eventstream':
      return readFrames(response.decodedBody()).map(readPayload)
    default:
      return readDocument(view)
  }
}

/** Gemini streams one array, which is a list of replies. */
function readDocument(view: ExchangeView): unknown[] {
  const document = view.responseJson()
  return Array.isArray(document) ? document.slice(0, EVENTS_MAX) : [document]
}

/** InvokeModelWithResponseStream wraps what the model says in base64 once more. */
function readPayload(frame: Uint8Array): unknown {
  const payload = parseJson(Buffer.from(frame).toString('utf8'))
  const inner = textAt(payload, 'bytes')
  return inner === '' ? payload : parseJson(Buffer.from(inner, 'base64').toString('utf8'))
}

export const isStreamed = ({ response }: ExchangeView): boolean =>
  response !== null && /event-?stream|ndjson|stream\+json|jsonl/.test(response.mediaType())
