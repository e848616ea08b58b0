// A short run of the fuzzer, always the same one. `npm run fuzz` runs for as long as you like.

import { describe, expect, test } from 'vitest'
import { mutant, runCase } from './fuzz-case.ts'
import { packetsIn, seedCaptures } from './seed-captures.ts'

const seeds = seedCaptures([])

test('the seeds reach every link layer and encapsulation, and each is a capture that holds packets', () => {
  expect(seeds.length).toBeGreaterThan(50)
  for (const seed of seeds) expect(seed.packets.length, seed.name).toBeGreaterThan(10)
})

test('a case is the same whenever it is made', () => {
  for (const index of [0, 1, 77]) expect(mutant(seeds, 5, index)).toEqual(mutant(seeds, 5, index))
  expect(packetsIn(mutant(seeds, 5, 0))).not.toEqual(packetsIn(mutant(seeds, 6, 0)))
})

describe('400 mutated captures: nothing is thrown, nothing hangs, everything adds up', () => {
  test.each([1, 2, 3, 4])('seed %i', (seed) => {
    for (let index = 0; index < 100; index++) expect({ seed, index, ...runCase(seeds, seed, index) }).toMatchObject({ faults: [] })
  })
})
