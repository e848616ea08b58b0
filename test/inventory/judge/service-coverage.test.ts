import { expect, it } from 'vitest'
import { judgeCoverage } from '../../../inventory/judge/service-coverage.ts'
import { inventory, operation, service } from './build-inventory.ts'

const shop = service('shop.example', operation('GET /x'))

it('is adequate where both ways were seen without loss, and says so', () => {
  const { coverage } = inventory([shop])
  expect(judgeCoverage(shop, coverage)).toEqual({
    adequate: true,
    reasons: ['10 exchanges with 1 server addresses, both ways, without notable loss'],
  })
})

it('says why it is not', () => {
  const { coverage } = inventory([shop], { gapBytes: 40_000, oneSidedFlows: 9 })
  expect(judgeCoverage(shop, coverage)).toEqual({
    adequate: false,
    reasons: ['29 % of the bytes are missing from the capture', '90 % of the connections were seen in one direction only'],
  })
  expect(judgeCoverage(shop, coverage, { lossShare: 0.5 }).reasons).toHaveLength(1)
  expect(judgeCoverage(null, coverage).adequate).toBe(false)
  expect(judgeCoverage({ ...shop, addresses: new Map() }, coverage).adequate).toBe(false)
})

it('is not adequate where the sensor itself left connections out', () => {
  const { coverage } = inventory([shop])
  coverage.counters.set('tcp.flows-syn', 90)
  coverage.counters.set('tcp.shed-flows', 10)
  expect(judgeCoverage(shop, coverage).reasons).toEqual(['10 % of the connections were left out because the sensor could not keep up'])
})
