import { expect, test } from 'vitest'
import { walkFields } from '../../../inventory/schema/walk-fields.ts'
import { learn } from '../../support/documents.ts'

test('every place has a path and the nearest name', () => {
  const node = learn([
    { users: [{ email: 'x', tags: ['a'] }], 'odd name': 1, "it's": 2, byId: { '550e8400-e29b-41d4-a716-446655440000': { n: 1 } } },
  ])
  const seen: [string, string][] = []
  walkFields(node, (path, _, name) => seen.push([path, name]))
  expect(seen).toEqual([
    ['$', ''],
    ['$.byId', 'byId'],
    ['$.byId.*', 'byId'],
    ['$.byId.*.n', 'n'],
    ["$['it\\'s']", "it's"],
    ["$['odd name']", 'odd name'],
    ['$.users', 'users'],
    ['$.users[]', 'users'],
    ['$.users[].email', 'email'],
    ['$.users[].tags', 'tags'],
    ['$.users[].tags[]', 'tags'],
  ])
})
