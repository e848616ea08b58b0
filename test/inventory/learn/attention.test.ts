import { expect, test } from 'vitest'
import { Attention, ONE_IN, STEADY_BODIES } from '../../../inventory/learn/attention.ts'

const quietBodies = (attention: Attention, count: number) => {
  for (let body = 0; body < count; body++) if (attention.wants()) attention.read(false)
}

test('every body is read until so many told nothing new', () => {
  const attention = new Attention()
  for (let body = 0; body < STEADY_BODIES; body++) {
    expect(attention.wants()).toBe(true)
    attention.read(false)
  }
  const wanted = Array.from({ length: 800 }, () => attention.wants())
  expect(wanted.filter(Boolean).length).toBeGreaterThan(800 / ONE_IN / 2)
  expect(wanted.filter(Boolean).length).toBeLessThan((800 / ONE_IN) * 2)
})

test('a body that tells something new makes all be read again', () => {
  const attention = new Attention()
  quietBodies(attention, STEADY_BODIES)
  while (!attention.wants());
  attention.read(true)
  const wanted = Array.from({ length: 20 }, () => attention.wants())
  expect(wanted.every(Boolean)).toBe(true)
})

test('clients that call in a fixed order are not read at one place of it only', () => {
  const attention = new Attention()
  quietBodies(attention, STEADY_BODIES)
  const places = new Set<number>()
  for (let turn = 0; turn < 400; turn++) if (attention.wants()) places.add(turn % ONE_IN)
  expect(places.size).toBe(ONE_IN)
})

test('where there is no time for more, one in eight of an operation is read, the first among them', () => {
  const attention = new Attention()
  const sampled = Array.from({ length: 80 }, () => attention.sample())
  expect(sampled[0]).toBe(true)
  expect(sampled.filter(Boolean).length).toBeLessThanOrEqual((80 / ONE_IN) * 2)
})
