import { expect, it } from 'vitest'
import { bareHost, ExchangeView, isJson } from '../../../inventory/ai/exchange-view.ts'
import { rawExchange, rawMessage } from '../../support/raw-exchange.ts'

const look = (request: string | null, response: string | null = null) => {
  const view = new ExchangeView()
  return { view, looked: view.look(rawExchange({ request, response })) }
}

it('reads host, path and query of any form of target', () => {
  const place = (request: string) => {
    const { view } = look(request)
    return [view.host, view.path, view.query]
  }
  expect(place('GET /a/b/?x=1 HTTP/1.1\nHost: Example.ORG:8080\n\n')).toEqual(['example.org', '/a/b', '?x=1'])
  expect(place('GET http://Other.org/a HTTP/1.1\nHost: example.org\n\n')).toEqual(['other.org', '/a', ''])
  expect(place('GET http://other.org HTTP/1.1\n\n')).toEqual(['other.org', '/', ''])
  expect(place('OPTIONS * HTTP/1.1\n\n')).toEqual(['', '*', ''])
})

it('parses bodies that say they are JSON, and only those', () => {
  const { view } = look(
    'POST / HTTP/1.1\ncontent-type: application/json; charset=utf-8\n\n{"a":1}',
    'HTTP/1.1 200 OK\ncontent-type: text/plain\n\n{"a":1}',
  )
  expect([view.requestJson(), view.responseJson(), view.isEventStream(), view.succeeded]).toEqual([{ a: 1 }, undefined, false, true])
  expect(isJson(rawMessage('request', 'POST / HTTP/1.1\ncontent-type: application/problem+json\n\n{}'))).toBe(true)
  expect(look(null, 'HTTP/1.1 200 OK\n\n').looked).toBe(false)
})

it('is as new for each exchange', () => {
  const view = new ExchangeView()
  view.look(
    rawExchange({
      request: 'POST / HTTP/1.1\ncontent-type: application/json\n\n{"a":1}',
      response: 'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\ndata: 1\n\n',
    }),
  )
  expect([view.requestJson(), view.events().length]).toEqual([{ a: 1 }, 1])
  view.look(rawExchange({ request: 'GET / HTTP/1.1\n\n', response: null }))
  expect([view.requestJson(), view.responseJson(), view.events().length, view.status]).toEqual([undefined, undefined, 0, 0])
})

it('takes the port off a host', () => {
  expect(bareHost('a.b.:80')).toBe('a.b')
})
