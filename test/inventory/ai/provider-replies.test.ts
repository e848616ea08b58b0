import { expect, it } from 'vitest'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import { isStreamed, readReplies } from '../../../inventory/ai/provider-replies.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

function read(type: string, body: Uint8Array | string) {
  const view = new ExchangeView()
  view.look(
    rawExchange({
      request: 'POST /x HTTP/1.1\nhost: a\n\n',
      response: Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n\r\n`), Buffer.from(body)]),
    }),
  )
  return [readReplies(view).filter((reply) => reply !== undefined), isStreamed(view)]
}

function frame(payload: string): Buffer {
  const bytes = Buffer.alloc(16 + payload.length)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.write(payload, 12, 'latin1')
  return bytes
}

it.each([
  ['text/event-stream', 'data: {"a":1}\n\ndata: [DONE]\n\n', [{ a: 1 }], true],
  ['application/x-ndjson', '{"a":1}\n{"b":2}\n', [{ a: 1 }, { b: 2 }], true],
  ['application/stream+json', '{"a":1}\n', [{ a: 1 }], true],
  ['application/json', '[{"a":1},{"b":2}]', [{ a: 1 }, { b: 2 }], false],
  ['application/json', '{"a":1}', [{ a: 1 }], false],
])('reads %s', (type, body, replies, streamed) => expect(read(type, body)).toEqual([replies, streamed]))

it('reads the frames of AWS, and what is wrapped in them once more', () => {
  const inner = Buffer.from('{"type":"message_delta","usage":{"output_tokens":7}}').toString('base64')
  const [replies] = read(
    'application/vnd.amazon.eventstream',
    Buffer.concat([frame('{"usage":{"inputTokens":3}}'), frame(JSON.stringify({ bytes: inner }))]),
  )
  expect(replies).toEqual([{ usage: { inputTokens: 3 } }, { type: 'message_delta', usage: { output_tokens: 7 } }])
})
