import { expect, test } from 'vitest'
import { placesOfServers, placesOfSwagger } from '../../../inventory/spec/servers.ts'

test.each([
  ['https://api.example/v1/', 'api.example', '/v1'],
  ['https://API.example:443', 'api.example', ''],
  ['http://api.example:80/a?b#c', 'api.example', '/a'],
  ['http://user@api.example:8080', 'api.example:8080', ''],
  ['//api.example/v2', 'api.example', '/v2'],
  ['/v3/', '', '/v3'],
  ['v3', '', '/v3'],
  ['/', '', ''],
  ['https://{region}.example/{base}', 'eu.example', '/v1'],
])('%s', (url, host, basePath) => {
  expect(placesOfServers([{ url, variables: { region: { default: 'eu' }, base: { default: 'v1' } } }])).toEqual([{ host, basePath }])
})

test('nonsense is no server', () => expect(placesOfServers([null, {}, { url: 7 }, 'x'])).toEqual([]))

test('Swagger 2.0', () => {
  expect(placesOfSwagger({ basePath: '/v2/' })).toEqual([{ host: '', basePath: '/v2' }])
  expect(placesOfSwagger({ host: 'a.example:80', schemes: ['http', 'https'] })).toEqual([
    { host: 'a.example', basePath: '' },
    { host: 'a.example:80', basePath: '' },
  ])
})
