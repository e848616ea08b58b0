import { describe, expect, test } from 'vitest'
import { ExchangeRecord } from '../../../reconstruct/http1/exchange-record.ts'
import { PairingQueue } from '../../../reconstruct/http1/pairing.ts'

/** A request that fills the client's bytes `[start, end)`, sent when the client had `acknowledged` bytes of the server. */
function request(start: number, end: number, acknowledged: number): ExchangeRecord {
  const record = new ExchangeRecord({ id: start } as never)
  Object.assign(record, { requestStart: start, requestEndLeast: end, requestEndMost: end, requestAcknowledged: acknowledged })
  return record
}

function queueOf(fromStart: boolean, ...records: ExchangeRecord[]): PairingQueue {
  const queue = new PairingQueue(fromStart)
  for (const record of records) queue.enter(record)
  return queue
}

test('without gaps order alone is proof', () => {
  const [first, second] = [request(0, 10, 0), request(10, 20, 0)]
  const queue = queueOf(true, first, second)
  expect(queue.take({ start: 0, acknowledged: -1 })).toBe(first)
  expect(queue.take({ start: 5, acknowledged: -1 })).toBe(second)
  expect([first.pairing, second.pairing]).toEqual(['certain', 'certain'])
  expect(queue.take({ start: 9, acknowledged: -1 })).toBeNull()
})

test('a response sent before any byte of the request had arrived answers something else', () => {
  expect(queueOf(true, request(10, 20, 0)).take({ start: 0, acknowledged: 10 })).toBeNull()
})

describe('behind a gap in the server stream', () => {
  const gapped = (...records: ExchangeRecord[]) => {
    const queue = queueOf(true, ...records)
    queue.serverGap()
    return queue
  }

  test('the request up to whose end the server had received is the one; those before are dropped', () => {
    const [first, second] = [request(0, 10, 0), request(10, 20, 50)]
    const queue = gapped(first, second)
    expect(queue.take({ start: 50, acknowledged: 20 })).toBe(second)
    expect(second.pairing).toBe('certain')
    expect(queue.dropped).toEqual([first])
  })

  test('response 2 is not given to request 1 when request 2 was lost', () => {
    const queue = gapped(request(0, 10, 0))
    expect(queue.take({ start: 50, acknowledged: 20 })).toBeNull()
    expect(queue.dropped).toHaveLength(1)
  })

  test('without acknowledgements nothing is accepted', () => {
    expect(gapped(request(0, 10, -1)).take({ start: 50, acknowledged: -1 })).toBeNull()
  })

  test('the only request, but not where it should begin, is likely', () => {
    const only = request(0, 10, 0)
    expect(gapped(only).take({ start: 50, acknowledged: 10 })).toBe(only)
    expect(only.pairing).toBe('likely')
  })

  test('one pair that is certain brings both sides in step again', () => {
    const queue = gapped(request(0, 10, 50))
    queue.take({ start: 50, acknowledged: 10 })
    expect(queue.serverGapSeen).toBe(false)
    queue.enter(request(10, 20, -1))
    expect(queue.take({ start: 70, acknowledged: -1 })?.pairing).toBe('certain')
  })
})

describe('behind a gap in the client stream', () => {
  test('a hidden request that was not answered takes the response', () => {
    const queue = new PairingQueue(true)
    queue.clientGap(true, true)
    queue.enter(request(10, 20, 0))
    expect(queue.take({ start: 0, acknowledged: 20 })).toBeNull()
  })

  test('a hidden request that was answered takes nothing', () => {
    const queue = new PairingQueue(true)
    queue.clientGap(true, true)
    expect(queue.take({ start: 0, acknowledged: 10 })).toBeNull()
    queue.answered(40)
    queue.enter(request(10, 20, 40))
    expect(queue.take({ start: 40, acknowledged: 20 })?.pairing).toBe('certain')
  })

  test('once pipelining was seen, pairs are refused', () => {
    const queue = queueOf(true, request(0, 10, 0), request(10, 20, 0))
    queue.take({ start: 0, acknowledged: 20 })
    queue.take({ start: 30, acknowledged: 20 })
    queue.clientGap(false, true)
    queue.answered(60)
    queue.enter(request(30, 40, 60))
    expect(queue.take({ start: 60, acknowledged: 40 })).toBeNull()
  })
})

test('joined midway, a pair that nothing speaks against is likely, and one that the client had seen before is none', () => {
  expect(queueOf(false, request(0, 10, -1)).take({ start: 0, acknowledged: 10 })?.pairing).toBe('likely')
  expect(queueOf(false, request(0, 10, 30)).take({ start: 0, acknowledged: 10 })).toBeNull()
})

test('inside a tunnel no pair is certain', () => {
  const queue = queueOf(true, request(0, 10, 0))
  queue.inTunnel = true
  expect(queue.take({ start: 0, acknowledged: 10 })?.pairing).toBe('likely')
})
