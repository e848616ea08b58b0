import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOperation } from '../../../inventory/learn/encode-operation.ts'
import { Learner } from '../../../inventory/learn/learner.ts'
import { createInventory, mergeInventory } from '../../../inventory/learn/merge.ts'
import type { Inventory, TemplateSegment } from '../../../inventory/model.ts'
import { observe } from './build-observation.ts'
import { described, operationOf } from './operations.ts'

const call = fc
  .record({ path: fc.constantFrom('/users', '/users/1', '/orders/2', '/status'), described })
  .map((each) => observe(`GET ${each.path}`, each.described))
const inventory = fc.array(call, { maxLength: 8 }).map((list) => {
  const learner = new Learner()
  for (const observation of list) learner.add(observation)
  return learner.finalise()
})

function plain({ services }: Inventory): unknown {
  return [...services]
    .sort()
    .map(([name, { operations, ...rest }]) => [
      name,
      { ...rest, hosts: [...rest.hosts].sort(), addresses: [...rest.addresses].sort() },
      [...operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, operation]) => [key, encodeOperation(operation, { words: 'all' })]),
    ])
}

function sum(...list: Inventory[]): Inventory {
  const all = createInventory()
  for (const each of list) mergeInventory(all, each)
  return all
}

test('inventories add up in any order and grouping', () => {
  fc.assert(
    fc.property(inventory, inventory, inventory, (a, b, c) => {
      const whole = plain(sum(a, b, c))
      expect(plain(sum(c, a, b))).toEqual(whole)
      expect(plain(sum(a, sum(b, c)))).toEqual(whole)
    }),
  )
})

test('the empty inventory changes nothing', () => {
  fc.assert(
    fc.property(inventory, (a) => {
      expect(plain(sum(createInventory(), a, createInventory()))).toEqual(plain(sum(a)))
    }),
  )
})

test('names take no part in identity: one of them is chosen, and evidence stays under it', () => {
  const named = (name: string): Inventory => {
    const operation = operationOf([observe('GET /users/1')])
    const segment: TemplateSegment = { kind: 'parameter', name, prefix: '', suffix: '', reasons: [] }
    operation.segments = [{ kind: 'literal', text: 'users' }, segment]
    const schema = { n: 1, nulls: 0, booleans: 0, numbers: null, strings: null, arrays: null, objects: null, cut: 0 }
    operation.parameters = new Map([[`path:${name}`, { location: 'path', name, present: 1, schema }]])
    const made = createInventory()
    made.services.set('a', {
      name: 'a',
      scheme: 'http',
      hosts: new Map(),
      addresses: new Map(),
      seen: { n: 1, firstUs: 1, lastUs: 1 },
      operations: new Map([['GET /users/{}', operation]]),
    })
    return made
  }
  for (const list of [
    [named('userId'), named('id')],
    [named('id'), named('userId')],
  ]) {
    const operation = sum(...list)
      .services.get('a')
      ?.operations.get('GET /users/{}')
    expect([...(operation?.parameters.keys() ?? [])]).toEqual(['path:id'])
    expect(operation?.parameters.get('path:id')?.present).toBe(2)
    expect(operation?.segments[1]).toMatchObject({ name: 'id' })
  }
})
