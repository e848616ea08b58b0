import { expect, test } from 'vitest'
import { templateRows } from '../../../inventory/judge/explain-templates.ts'
import type { TemplateRecord } from '../../../inventory/learn/template-change.ts'

const merge: TemplateRecord = {
  run: 2,
  service: 'shop.example',
  kind: 'merge',
  from: null,
  fromKey: null,
  fromHash: 1,
  to: '/users/{login}',
  toKey: 'GET /users/{}',
  exchanges: 3,
  firstUs: 1_760_000_000_000_000,
  atUs: 1_760_000_900_000_000,
}
const split: TemplateRecord = {
  ...merge,
  run: 3,
  kind: 'split',
  from: '/users/{login}',
  fromKey: 'GET /users/{}',
  to: '/users/search',
  toKey: 'GET /users/search',
}

test('merges are added up for each run, splits told at both ends', () => {
  const records = [merge, { ...merge, fromHash: 2, exchanges: 4, firstUs: merge.firstUs + 5e6 }, split]
  expect(templateRows('shop.example', 'GET /users/{}', records)).toEqual([
    'history of the template:',
    '  run 2: 2 paths that stood apart are part of it since; 7 earlier exchanges came along, the first of 2025-10-09T08:53:20Z',
    '  run 3: /users/search stands on its own since; what came before is counted here',
  ])
  expect(templateRows('shop.example', 'GET /users/search', records)).toEqual([
    'history of the template:',
    '  run 3: stands on its own since; what came before is counted under /users/{login}',
  ])
})

test('nothing is said where nothing changed', () => {
  expect(templateRows('other.example', 'GET /users/{}', [merge, split])).toEqual([])
  expect(templateRows('shop.example', 'GET /orders', [merge, split])).toEqual([])
})
