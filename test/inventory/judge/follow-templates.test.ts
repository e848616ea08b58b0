import { expect, test } from 'vitest'
import { followTemplates } from '../../../inventory/judge/follow-templates.ts'
import type { Policy } from '../../../inventory/judge/policy.ts'
import type { TemplateRecord } from '../../../inventory/learn/template-change.ts'
import { hashText } from '../../../inventory/observe/hash.ts'

const keyed = (hash: number): number => hash ^ 0x5bd1e995
const record = (more: Partial<TemplateRecord>): TemplateRecord => ({
  run: 2,
  service: 'shop.example',
  kind: 'merge',
  from: null,
  fromKey: null,
  fromHash: keyed(hashText('GET /users/alice')),
  to: '/users/{login}',
  toKey: 'GET /users/{}',
  exchanges: 3,
  firstUs: 1,
  atUs: 9,
  ...more,
})
const split = record({ kind: 'split', from: '/teams/{team}', fromKey: 'GET /teams/{}', to: '/teams/search', toKey: 'GET /teams/search' })

const allow = (place: object) => ({ reason: 'known', expiresUs: null, ...place })
const policy = (...places: object[]): Policy => ({ rules: [], exceptions: places.map(allow), owners: [] })
const follow = (place: object, one: TemplateRecord) => followTemplates(policy(place), [one], keyed).exceptions.slice(1)

test('an exception for a path that was merged follows it into the template', () => {
  expect(follow({ path: '/users/alice', rule: 'x' }, record({}))).toEqual([
    allow({ service: 'shop.example', method: 'GET', path: '/users/{login}', rule: 'x' }),
  ])
})

test('an exception for a template follows what was split off it, also by pattern', () => {
  for (const path of ['/teams/{name}', '/teams/*'])
    expect(follow({ path }, split)[0]).toMatchObject({ path: '/teams/search', method: 'GET' })
})

test('others stay as they are', () => {
  for (const place of [{ path: '/users/bob' }, { path: '/users/alice', method: 'PUT' }, { path: '/users/alice', service: 'x.example' }, {}])
    expect(follow(place, record({}))).toEqual([])
  expect(follow({ path: '/users/*' }, record({}))).toEqual([])
})

test('owners follow, too', () => {
  const owned = { rules: [], exceptions: [], owners: [{ owner: 'people', path: '/users/alice' }] }
  expect(followTemplates(owned, [record({})], keyed).owners).toEqual([
    { owner: 'people', path: '/users/alice' },
    { owner: 'people', service: 'shop.example', method: 'GET', path: '/users/{login}' },
  ])
})
