import { expect, test } from 'vitest'
import { isGroupName } from '../../../inventory/observe/group-name.ts'

const RANDOM = ['high_entropy_secret']

test.each(['rbac.authorization.k8s.io', 'internal.apiserver.k8s.io', 'flow-control.api.example'])('%s is a name', (text) =>
  expect(isGroupName(text, RANDOM)).toBe(true),
)

test.each(['qwhzkxjvbnmpqrtyuiop', 'sk.qwhzkxjvbnm', 'a1b2c3d4e5.f6a7b8', 'user.Secret', 'a.b.c.d.e.f.g', 'alice@example.com'])(
  '%s is none',
  (text) => expect(isGroupName(text, RANDOM)).toBe(false),
)

test('what another detector knows is no name', () => expect(isGroupName('db.internal.example', ['hostname'])).toBe(false))
