import { describe, expect, it } from 'vitest'
import { matchSpec, namesHost, speaksFor, specKey, specLines } from '../../../inventory/judge/spec-match.ts'
import { operation, service, spec } from './build-inventory.ts'

const shop = spec(
  'Shop',
  ['shop.example'],
  ['GET /users/me', 'GET /users/{id}', 'POST /users', 'GET /files/{name}.json', "GET /Orders(id={id},line='{line}')"],
)

describe('an operation in a description', () => {
  it.each([
    ['GET /users/{id}', 'operation', 'GET /users/{}'],
    ['GET /users/me', 'operation', 'GET /users/me'],
    ['GET /users/42', 'operation', 'GET /users/{}'],
    ['HEAD /users/{id}', 'operation', 'GET /users/{}'],
    ['GET /files/{x}.json', 'operation', 'GET /files/{}.json'],
    ['GET /files/a.json', 'operation', 'GET /files/{}.json'],
    ['GET /files/{x}.xml', null, null],
    ['GET /files/a.xml', null, null],
    ['GET /files/{x}', 'operation', 'GET /files/{}.json'],
    ['GET /Orders({id})', 'operation', 'GET /Orders({})'],
    ['GET /Users({id})', null, null],
    ['DELETE /users', 'path', null],
    ['GET /orders', null, null],
    ['GET /users/{id}/x', null, null],
  ])('%s: %s', (text, match, key) => {
    const found = matchSpec(shop, operation(text))
    expect([found.match, found.operation === null ? null : specKey(found.operation)]).toEqual([match, key])
  })
})

describe('descriptions', () => {
  const newer = spec('Shop', ['shop.example'], ['GET /users/{id}'], '2')
  const other = spec('Mail', ['shop.example'], ['GET /mails'])
  const renamed = spec('The Shop', ['shop.example'], ['GET /users/{id}', 'POST /users'], '3')
  const elsewhere = spec('Shop', ['else.example'], ['GET /users/{id}'])

  it('are versions of each other by title, or by what they describe', () => {
    expect(
      specLines([shop, other, newer, renamed, elsewhere]).map(({ versions }) =>
        versions.map(({ title, version }) => `${title} ${version}`),
      ),
    ).toEqual([['Shop 1', 'Shop 2', 'The Shop 3'], ['Mail 1'], ['Shop 1']])
    expect(specLines([shop, { ...newer, basePaths: ['/v2'] }])).toHaveLength(2)
  })

  it('speak for the hosts that they name; without any, for services that answer to them', () => {
    const made = service('shop.example', operation('GET /users/{id}'))
    const anyHost = { ...shop, hosts: [] }
    expect([namesHost(shop, made), namesHost(elsewhere, made), namesHost(anyHost, made)]).toEqual([true, false, null])
    expect(speaksFor(anyHost, made, false)).toBe(true)
    expect(speaksFor(anyHost, service('x', operation('GET /y')), false)).toBe(false)
    expect(speaksFor(anyHost, service('x', operation('GET /y')), true)).toBe(true)
  })
})
