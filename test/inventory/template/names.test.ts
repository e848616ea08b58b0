import { describe, expect, test } from 'vitest'
import type { SegmentClass } from '../../../inventory/observe/observation.ts'
import { camel, type NameFacts, parameterName, singular } from '../../../inventory/template/names.ts'

const facts = (before: string | null, dominant: SegmentClass, rest: Partial<NameFacts> = {}): NameFacts => ({
  before,
  previous: [],
  classes: new Map([[dominant, 10]]),
  echoes: new Map(),
  heard: 10,
  ...rest,
})

describe('a parameter is named for the word before it', () => {
  const cases: [NameFacts, string][] = [
    [facts('users', 'integer'), 'userId'],
    [facts('categories', 'uuid'), 'categoryId'],
    [facts('users', 'word'), 'user'],
    [facts('users', 'word', { echoes: new Map([['login', 9]]) }), 'login'],
    [facts('users', 'word', { echoes: new Map([['name', 9]]) }), 'userName'],
    [facts('posts', 'word', { echoes: new Map([['slug', 9]]) }), 'postSlug'],
    [facts('users', 'word', { echoes: new Map([['name', 1]]) }), 'user'],
    [facts('reports', 'date'), 'date'],
    [facts('releases', 'version'), 'version'],
    [facts('users', 'email'), 'email'],
    [facts('content', 'locale'), 'locale'],
    [facts('v1', 'integer'), 'id'],
    [facts(null, 'word'), 'param1'],
    [facts(null, 'word', { previous: ['owner'] }), 'ownerChild'],
    [facts(null, 'integer', { previous: ['userId'] }), 'userChildId'],
    [facts('users', 'integer', { previous: ['userId'] }), 'userId2'],
    [facts('user-groups', 'integer'), 'userGroupId'],
    [facts('api_keys', 'hex'), 'apiKey'],
  ]
  for (const [given, expected] of cases)
    test(`${given.before ?? '(none)'} before ${[...given.classes.keys()]} is {${expected}}`, () =>
      expect(parameterName(given)).toBe(expected))
})

test('a key of a map is never a name', () => {
  expect(parameterName(facts('users', 'word', { echoes: new Map([['ann@corp.example', 10]]) }))).toBe('user')
})

describe('singular', () => {
  const cases = {
    users: 'user',
    categories: 'category',
    addresses: 'address',
    boxes: 'box',
    branches: 'branch',
    statuses: 'status',
    status: 'status',
    analysis: 'analysis',
    people: 'person',
    keys: 'key',
    caches: 'cache',
    movies: 'movie',
    userGroups: 'userGroup',
    'pull-requests': 'pull-request',
    series: 'series',
    class: 'class',
    gas: 'gas',
    s: 's',
  }
  for (const [plural, expected] of Object.entries(cases))
    test(`${plural} becomes ${expected}`, () => expect(singular(plural)).toBe(expected))
})

test('names are in camel case', () => {
  expect(camel('user-settings')).toBe('userSettings')
  expect(camel('UserSettings')).toBe('userSettings')
  expect(camel('ID')).toBe('id')
  expect(camel('2fa')).toBe('p2fa')
  expect(camel('--')).toBe('param')
})
