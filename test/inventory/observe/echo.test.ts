import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Observer } from '../../../inventory/observe/observe.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const observer = new Observer({ detect: () => [] })
function echoes(path: string, body: unknown): (string | null)[] {
  const response = `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify(body)}`
  return observer.observe(rawExchange({ request: `GET ${path} HTTP/1.1\nHost: h\n\n`, response }))!.segments.map(({ echo }) => echo)
}

test.each([
  ['/users/42', { id: 42 }, ['', 'id']],
  ['/users/42', { id: '42' }, ['', 'id']],
  ['/users/4', { id: 4 }, ['', 'id']],
  ['/users/alice', { name: 'Alice', login: 'alice' }, ['', 'login']],
  ['/users/caf%C3%A9', { login: 'café' }, ['', 'login']],
  ['/orgs/acme/users/7', { data: [{ user: 7, org: 'acme' }] }, ['', 'org', '', 'user']],
  ['/users/42', { first: 1, second: 42, last: 42 }, ['', 'second']],
  ['/users/42', { 4711: 42 }, ['', '']],
  ['/users/42', [42], ['', '']],
  ['/users/42', { id: 42.5 }, ['', '']],
  ['/users/42', { id: 7 }, ['', '']],
  ['/users/x', { id: 'x' }, ['', '']],
  ['/users/12345678901234567890', { id: 12345678901234567000 }, ['', '']],
])('%s answered with %j', (path, body, found) => expect(echoes(path, body)).toEqual(found))

test('what stands far down in a body is no echo', () => {
  expect(echoes('/users/alice', { list: Array.from({ length: 600 }, (_, i) => i), login: 'alice' })).toEqual(['', ''])
})

test('the name of the property is found whatever the value is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', minLength: 2 }).filter((text) => !/^\.\.?$/.test(text)),
      (text) => {
        expect(echoes(`/users/${encodeURIComponent(text)}`, { state: 'x', nick: text })).toEqual(['', 'nick'])
      },
    ),
  )
})
