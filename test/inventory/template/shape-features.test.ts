import { expect, test } from 'vitest'
import {
  containment,
  containmentOfTraffic,
  descendantFeatures,
  type FeatureSet,
  responseFeatures,
  SharedFeatures,
  SharedNames,
} from '../../../inventory/template/shape-features.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const children = (lines: Parameters<typeof trieOf>[0]) => [...new View([trieOf(lines)]).words.values()]

test('words with the same paths below share all features', () => {
  const [ann, ben] = children(['GET /ann/orders/1234', 'GET /ben/orders/5678'])
  expect([...descendantFeatures(ann as View<never>)].sort()).toEqual([...descendantFeatures(ben as View<never>)].sort())
})

test('answers are told apart by method and fields', () => {
  const [a, b, c] = children([
    ['GET /a', '.id'],
    ['GET /b', '.id'],
    ['POST /c', '.id'],
  ])
  expect(responseFeatures(a as View<never>)).toEqual(responseFeatures(b as View<never>))
  expect(responseFeatures(c as View<never>)).not.toEqual(responseFeatures(a as View<never>))
})

test('words that a first pass took for values look the same', () => {
  const [a, b] = children(['GET /a/ann', 'GET /b/ben'])
  const nodes = [a, b].flatMap((word) => [...(word?.words.values() ?? [])].flatMap((child) => [...child.nodes]))
  expect(descendantFeatures(a as View<never>)).not.toEqual(descendantFeatures(b as View<never>))
  expect(descendantFeatures(a as View<never>, new Set(nodes))).toEqual(descendantFeatures(b as View<never>, new Set(nodes)))
})

const set = (...features: number[]): FeatureSet => new Map(features.map((feature) => [feature, 1]))

test('sharing is counted over siblings, and by their traffic', () => {
  const sets = [
    new Map([
      [1, 3],
      [2, 1],
    ]),
    set(1, 3),
    set(1),
    set(),
  ]
  const shared = new SharedFeatures(sets, [10, 30, 10, 10])
  expect(shared.of(sets[0] as FeatureSet, 10)).toEqual({
    share: 0.5,
    shareOfTraffic: 0.75,
    meanDf: 2 / 2 / 3,
    meanWeight: 40 / 2 / 50,
    common: 0.5,
    size: 2,
  })
  expect(shared.of(set(), 10).size).toBe(0)
  expect(new SharedNames([['GET'], ['GET', 'PUT'], ['POST']]).of(['GET'])).toBe(0.5)
  expect(new SharedNames([['GET']]).of(['GET'])).toBe(0)
})

test('containment is the share that the other has', () => {
  expect(containment(set(1, 2, 3, 4), set(1, 2))).toBe(0.5)
  expect(containment(set(), set(1))).toBe(0)
  expect(
    containmentOfTraffic(
      new Map([
        [1, 9],
        [2, 1],
      ]),
      set(1),
    ),
  ).toBe(0.9)
})
