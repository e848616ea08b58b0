import { expect, test } from 'vitest'
import { Lexicon } from '../../../inventory/template/lexicon.ts'
import { tenantsOf } from '../../../inventory/template/tenants.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const lexicon = new Lexicon({
  words: { users: 40, orders: 20, status: 30, blog: 3, shop: 5, wiki: 4, pages: 9, carts: 7, posts: 8 },
  priors: {},
  prior: 0,
})
const tenants = (...lines: string[]): string[] =>
  tenantsOf([...new View([trieOf(lines.map((line) => `GET ${line}`))]).words.values()], lexicon, new Set())
    .map(({ text }) => text)
    .sort()
const api = (prefix: string): string[] => [`${prefix}/api/users/7`, `${prefix}/api/orders/8`, `${prefix}/api/status`]

test('the same API below unknown words makes them tenants', () => {
  expect(tenants(...api('/acme'), ...api('/globex'), ...api('/initech'))).toEqual(['acme', 'globex', 'initech'])
})

test('two may be copies; known words are literals', () => {
  expect(tenants(...api('/acme'), ...api('/globex'))).toEqual([])
  expect(tenants(...api('/blog'), ...api('/shop'), ...api('/wiki'))).toEqual([])
})

test('versions are no tenants', () => {
  expect(tenants(...api('/v1'), ...api('/v2'), ...api('/v3'))).toEqual([])
})

test('APIs behind one gateway have different things below', () => {
  expect(
    tenants(
      ...['/kasida/carts', '/kasida/orders', '/kasida/status'],
      ...['/melovo/posts', '/melovo/pages', '/melovo/users'],
      ...['/tirako/wiki', '/tirako/blog', '/tirako/shop'],
    ),
  ).toEqual([])
})

test('a few things that all resources have are no API', () => {
  expect(tenants('/kasida/7/status', '/melovo/7/status', '/tirako/7/status')).toEqual([])
})
