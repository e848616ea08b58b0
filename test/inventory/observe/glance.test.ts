import { expect, test } from 'vitest'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'
import { ROLE } from '../../../inventory/observe/field-roles.ts'
import { glanceAt } from '../../../inventory/observe/glance.ts'
import { SegmentReader } from '../../../inventory/observe/segment-reader.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const reader = new SegmentReader(detectValue)
const OK = 'HTTP/1.1 200 OK\nSet-Cookie: a=1\n\n'
const at = (request: string | null, most = 64) => glanceAt(rawExchange({ request, response: OK }), reader, most)

test('it tells where a request went and how it ended', () => {
  const glance = at('GET /users/42;v=2/?page=3 HTTP/1.1\nHost: API.example\nCookie: sid=x; lang=de\n\n')
  expect(glance?.head).toMatchObject({ method: 'GET', host: 'api.example', scheme: 'http', serverAddress: '10.0.0.1:80', status: 200 })
  expect(glance?.path).toEqual({ segments: ['users', '42'], trailingSlash: true, matrix: [{ name: 'v', value: '2' }] })
  expect(glance?.values).toEqual(['users', '42'])
  expect(glance?.query).toEqual([{ name: 'page', value: '3' }])
  expect(glance?.inUrl.map(({ name }) => name)).toEqual(['page', 'v'])
  expect(glance?.cookies.map(({ name }) => name)).toEqual(['sid', 'lang'])
  expect([glance?.requestRoles, glance?.responseRoles]).toEqual([ROLE.cookie, ROLE.setCookie])
})

test('the authority of an absolute target comes before the Host', () => {
  expect(at('GET https://shop.example/a HTTP/1.1\nHost: api.example\n\n')?.head).toMatchObject({ host: 'shop.example', scheme: 'https' })
})

test.each([
  ['no request', null],
  ['no path', 'OPTIONS * HTTP/1.1\n\n'],
  ['a tunnel', 'CONNECT a.example:443 HTTP/1.1\n\n'],
  ['a method that is none', 'get /a HTTP/1.1\n\n'],
  ['a segment that is not UTF-8', 'GET /%ff HTTP/1.1\n\n'],
])('%s is nothing to learn from', (_, request) => expect(at(request)?.path ?? null).toBeNull())

test('a path may have so many segments', () => {
  expect(at('GET /a/b HTTP/1.1\n\n', 2)).not.toBeNull()
  expect(at('GET /a/b/c HTTP/1.1\n\n', 2)).toBeNull()
  expect(at('GET /a/b/c/%64 HTTP/1.1\n\n', 3)).toBeNull()
})
