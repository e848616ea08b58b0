import { expect, test } from 'vitest'
import { decodeDetail, encodeDetail } from '../../../inventory/store/detail-codec.ts'
import { sampleOperation } from '../../support/sample-inventory.ts'

test('what has no column comes back; responses without what has rows of its own', () => {
  const operation = sampleOperation({
    operation: 'GET /a/{id}.json',
    statuses: { 200: 2, 404: 1 },
    auth: { basic: [2, 1] },
    signals: { 'sunset-header': '2027-01-01' },
    clients: 2,
  })
  operation.anomalies = new Map([['odd', 3]])
  operation.consumersDropped = 7
  operation.auth.get('basic')!.facts = new Map([['realm:x', 2]])
  const { segments, auth, consumers, consumersDropped, signals, anomalies } = operation
  const responses = new Map(
    [...operation.responses].map(([status, { n }]) => [status, { status, n, headers: new Map(), bodies: new Map() }]),
  )
  expect(decodeDetail(encodeDetail(operation, (hash) => hash + 1))).toEqual({
    segments,
    auth,
    consumers,
    consumersDropped,
    signals,
    anomalies,
    responses,
  })
})
