import { expect, test } from 'vitest'
import { type ServiceContext, ServiceLearner } from '../../../inventory/learn/service-learner.ts'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { createScorer } from '../../../inventory/template/model.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { observe } from './build-observation.ts'

const context: ServiceContext = {
  limits: { ...DEFAULT_LIMITS, wordsPerNode: 20, wordsPerNodeMax: 40 },
  scorer: createScorer(),
  guides: NO_GUIDES,
  known: [],
  budget: { nodes: 0 },
}
const word = (i: number): string =>
  `${'bcdfghjklm'[i % 10]}${'aeiou'[(i >> 1) % 5]}${'npqrst'[(i >> 2) % 6]}${'aeiou'[(i >> 3) % 5]}${'vwxyz'[(i >> 4) % 5]}o`

test('what did not change is not made again', () => {
  const service = new ServiceLearner('api.example', context)
  service.add(observe('GET /users'), 'confirmed')
  const before = service.finalise()
  expect(service.finalise()).toBe(before)
  service.add(observe('GET /orders'), 'confirmed')
  expect(service.finalise()).not.toBe(before)
  expect(before.operations.size).toBe(1)
})

test('a node over its bound melds', () => {
  const service = new ServiceLearner('api.example', context)
  for (let i = 0; i < 500; i++) service.add(observe(`GET /users/${word(i)}`, { keys: ['.id', '.name'] }), 'confirmed')
  const users = service.root.words?.get('users')
  expect(users?.words?.size ?? 0).toBeLessThanOrEqual(41)
  expect([...service.finalise().operations.keys()]).toEqual(['GET /users/{}'])
})

test('the parts of a constant that turned out to vary come together', () => {
  const service = new ServiceLearner('api.example', context)
  for (let i = 1; i <= 9; i++) service.add(observe(`GET /items/${i}/parts`), 'confirmed')
  const operations = service.finalise().operations
  expect([...operations.keys()]).toEqual(['GET /items/{}/parts'])
  expect(operations.get('GET /items/{}/parts')?.seen.n).toBe(9)
  expect(operations.get('GET /items/{}/parts')?.parameters.get('path:itemId')).toMatchObject({ present: 9, schema: { n: 9 } })
})

test('all tries together stay below their bound', () => {
  const budget = { nodes: 0 }
  const service = new ServiceLearner('api.example', { ...context, limits: { ...DEFAULT_LIMITS, trieNodes: 500 }, budget })
  for (let i = 0; i < 4000; i++) service.add(observe(`GET /${word(i * 11)}/${word(i * 7)}/${word(i * 3)}`), 'confirmed')
  expect(budget.nodes).toBeLessThanOrEqual(510)
  expect([...service.finalise().operations.values()].reduce((sum, { seen }) => sum + seen.n, 0)).toBe(4000)
})

test('a large trie is tidied: sure values need no evidence of their own, and the operations are the same', () => {
  const learn = (tidyNodes: number) => {
    const limits = { ...DEFAULT_LIMITS, tidyNodes }
    const service = new ServiceLearner('api.example', { ...context, limits, budget: { nodes: 0 } })
    for (let i = 0; i < 600; i++)
      for (const last of ['', '/keys', '/repos'])
        service.add(observe(`GET /users/${word(i)}${last}`, { keys: ['.id', '.login', last], echo: { [word(i)]: 'login' } }), 'confirmed')
    return service
  }
  const [tidied, whole] = [learn(100), learn(100_000)]
  expect(tidied.nodes).toBeLessThan(whole.nodes / 2)
  expect([...tidied.finalise().operations].map(([key, { seen }]) => [key, seen.n])).toEqual(
    [...whole.finalise().operations].map(([key, { seen }]) => [key, seen.n]),
  )
})
