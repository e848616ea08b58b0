import { expect, it } from 'vitest'
import { Learner, Observer } from '../../../inventory/index.ts'
import { callersOfField } from '../../../inventory/judge/callers.ts'
import type { Operation } from '../../../inventory/model.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

/** What is learned of `POST /orders` from these callers. */
function ordersOf(bodies: readonly [client: string, body: unknown, status?: number][]): Operation {
  const [observer, learner] = [new Observer(), new Learner()]
  for (const [clientAddress, body, status = 201] of bodies) {
    const request = `POST /orders HTTP/1.1\nHost: a.example\nContent-Type: application/json\n\n${JSON.stringify(body)}`
    const response = `HTTP/1.1 ${status} X\nContent-Type: application/json\n\n{"id":1}`
    learner.add(observer.observe(rawExchange({ request, response, flow: { clientAddress } }))!)
  }
  return learner.finalise().services.get('a.example')!.operations.get('POST /orders')!
}

const undeclared = (operation: Operation, path: string) => callersOfField(operation, { place: 'request', kind: 'undeclared', path })
const missing = (operation: Operation, path: string) => callersOfField(operation, { place: 'request', kind: 'missing', path })

it('tells who sends a field, most frequent first, and who leaves one out', () => {
  const orders = ordersOf([
    ['10.0.0.1', { item: 'a', to: { city: 'x', 'post-code': '1' } }],
    ['10.0.0.2', { item: 'a', price: 1, to: { city: 'x' }, lines: [{ sku: 1 }] }],
    ['10.0.0.3', { price: 1 }],
    ['10.0.0.3', { price: 2 }],
  ])
  expect(undeclared(orders, '$.price')).toBe('10.0.0.3, 10.0.0.2')
  expect(undeclared(orders, "$.to['post-code']")).toBe('10.0.0.1')
  expect(undeclared(orders, '$.lines[].sku')).toBe('10.0.0.2')
  expect(missing(orders, '$.item')).toBe('10.0.0.3')
  expect(missing(orders, "$.to['post-code']")).toBe('10.0.0.2')
})

it('says nothing of what it does not know: fields of answers, deep ones, items of lists, bodies with too many names', () => {
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`name${i}`, 1]))
  const orders = ordersOf([
    ['10.0.0.1', { a: { b: { c: { d: 1 } } }, lines: [{ sku: 1 }, {}] }],
    ['10.0.0.2', wide],
  ])
  expect(callersOfField(orders, { place: 'response', kind: 'undeclared', path: '$.a' })).toBe('')
  expect(callersOfField(orders, { place: 'request', kind: 'type', path: '$.a' })).toBe('')
  expect(undeclared(orders, '$.a.b.c.d')).toBe('')
  expect(missing(orders, '$.lines[].price')).toBe('')
  expect(missing(orders, '$.price')).toBe('10.0.0.1')
})

it('tells only a few by their addresses, and does not count what was refused', () => {
  const many = ordersOf([1, 2, 3, 4, 5].map((n) => [`10.0.0.${n}`, { price: 1 }]))
  expect(undeclared(many, '$.price')).toBe('10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more')
  many.consumersDropped = 2
  expect(undeclared(many, '$.price')).toBe('10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more and perhaps others that were not kept apart')
  const refused = ordersOf([
    ['10.0.0.1', { item: 1 }],
    ['10.0.0.2', { price: 1 }, 422],
  ])
  expect(undeclared(refused, '$.price')).toBe('')
})
