import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tupleHash } from '../../../reconstruct/workers/tuple-hash.ts'
import { anySegment } from './any-segment.ts'

test('both directions of a flow have the same hash', () => {
  fc.assert(
    fc.property(anySegment, (segment) => {
      const { sourceAddress, destinationAddress, sourcePort, destinationPort } = segment
      const back = { ...segment, sourceAddress: destinationAddress, destinationAddress: sourceAddress }
      expect(tupleHash({ ...back, sourcePort: destinationPort, destinationPort: sourcePort })).toBe(tupleHash(segment))
    }),
  )
})

test('tenants, ports and addresses count; flows of one client to one server are spread evenly', () => {
  const [segment] = fc.sample(anySegment, { numRuns: 1, seed: 3 })
  for (const change of [
    { tenant: segment!.tenant ^ 1 },
    { sourcePort: segment!.sourcePort ^ 1 },
    { sourceAddress: segment!.sourceAddress + 1 },
  ])
    expect(tupleHash({ ...segment!, ...change })).not.toBe(tupleHash(segment!))
  const shares = [0, 0, 0]
  for (let port = 32_768; port < 33_768; port++) shares[tupleHash({ ...segment!, sourcePort: port }) % 3]!++
  for (const share of shares) expect(share).toBeGreaterThan(250)
})
