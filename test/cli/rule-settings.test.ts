import { expect, test } from 'vitest'
import { rulesOf } from '../../cli/rule-settings.ts'
import { parseSettings } from '../../cli/settings-file.ts'
import { Learner } from '../../inventory/index.ts'
import { observe } from '../inventory/learn/build-observation.ts'

const read = (yaml: string) => rulesOf(parseSettings(yaml, 'e.yaml'))

test('paths that stay, are values, are renamed, are never merged', () => {
  const rules = read(`
rules:
  keep: [/users/owned]
  parameter: ['/shops/{shopName}']
  neverMerge: [/services]
  rename: { '/users/{}': person }
`)
  expect(rules).toEqual({
    keepLiteral: ['/users/owned'],
    forceParameter: ['/shops/{shopName}'],
    neverMerge: ['/services'],
    rename: new Map([['/users/{}', 'person']]),
  })
  const learner = new Learner({ rules })
  for (const path of ['/shops/corner', '/users/1001', '/users/owned', '/services/kasida', '/services/melovo', '/services/tirako'])
    learner.add(observe(`GET ${path}`, { keys: ['.id'] }))
  const operations = learner.finalise().services.get('api.example')?.operations
  expect([...(operations?.keys() ?? [])].sort()).toEqual([
    'GET /services/kasida',
    'GET /services/melovo',
    'GET /services/tirako',
    'GET /shops/{}',
    'GET /users/owned',
    'GET /users/{}',
  ])
  expect(operations?.get('GET /users/{}')?.segments[1]).toMatchObject({ name: 'person' })
  expect(operations?.get('GET /shops/{}')?.segments[1]).toMatchObject({ name: 'shopName' })
})

test('a parameter may be a part of what stands between slashes', () => {
  const rules = read("rules:\n  parameter: ['/shops/{shop}.json']\n  rename: { '/a/{}:cancel': job }")
  expect(rules).toMatchObject({ forceParameter: ['/shops/{shop}.json'], rename: new Map([['/a/{}:cancel', 'job']]) })
})

test('no rules where there are none', () => expect(read('db: a.db')).toEqual({}))

test.each([
  ['rules:\n  keep: [users]', 'e.yaml line 2: rules.keep[0] must be a path'],
  ["rules:\n  keep:\n    - '/users/{}'", 'e.yaml line 3: rules.keep[0] keeps a parameter'],
  ['rules:\n  parameter: [/users/me]', 'e.yaml line 2: rules.parameter[0] ends with no parameter'],
  ['rules:\n  rename: { /users: a }', 'e.yaml line 2: rules.rename./users must be of a path that ends with a parameter'],
  ["rules:\n  rename: { '/users/{}': 'a b' }", 'e.yaml line 2: rules.rename./users/{} must be a name such as userId'],
  ['rules:\n  merge: [/users]', 'e.yaml line 2: rules.merge is not known here'],
])('%s', (yaml, message) => expect(() => read(yaml)).toThrow(message))
