import { expect, it } from 'vitest'
import { ExchangeView } from '../../../inventory/ai/exchange-view.ts'
import { readStream } from '../../../inventory/ai/mcp-stream.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { event, result } from './mcp-dialogue.ts'

const read = (events: string, method = 'GET') => {
  const view = new ExchangeView()
  view.look(
    rawExchange({
      request: `${method} /sse HTTP/1.1\nhost: a\n\n`,
      response: `HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\n${events}`,
    }),
  )
  return readStream(view)
}

it('reads where messages go, absolute or not, and the messages', () => {
  const { endpoint, messages } = read(event('/messages?sessionId=1', 'endpoint') + event(result(1, {})))
  expect([endpoint, messages.length]).toEqual(['/messages?sessionId=1', 1])
  expect(read(event('http://a:8000/send?id=2', 'endpoint')).endpoint).toBe('/send?id=2')
})

it('takes an event of that name for nothing where it says something else, comes later, or answers a POST', () => {
  for (const events of [event('hello world', 'endpoint'), event('{"x":1}', 'endpoint'), event('x') + event('/y', 'endpoint')])
    expect(read(events).endpoint).toBeNull()
  expect(read(event('/y', 'endpoint'), 'POST').endpoint).toBeNull()
})
