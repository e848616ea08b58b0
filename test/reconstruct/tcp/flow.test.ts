// One connection under everything a mirror does to it, as a transcript: segments in, reader calls out.

import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { Wire } from './tcp-harness.ts'

describe('a connection without trouble', () => {
  test('hands on both directions as captured, with what each had received', () => {
    const wire = new Wire().handshake().client(0, 'GET').server(0, 'OK', 3).client(3, 'BYE', 2)
    wire.send({ from: 'client', seq: 6, ack: 2, flags: 'FA' }).send({ from: 'server', seq: 2, ack: 7, flags: 'FA' })
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)', '> 3 BYE (2)', '> finished', '< finished', 'end fin'])
    expect(wire.readers[0]?.flow).toMatchObject({ roleKnown: true, fromStart: true })
    expect(wire.get('tcp.closed-fin')).toBe(1)
    wire.finish()
  })

  test('a half-closed flow goes on in the other direction', () => {
    const wire = new Wire().handshake().client(0, 'GET', 0, { flags: 'FA' }).server(0, 'a', 4).server(1, 'b', 4)
    wire.send({ from: 'server', seq: 2, ack: 4, flags: 'FA' })
    expect(wire.take()).toEqual(['> 0 GET (0)', '> finished', '< 0 a (3)', '< 1 b (3)', '< finished', 'end fin'])
    wire.finish()
  })

  test('a flow without payload opens no reader', () => {
    const wire = new Wire().handshake().finish()
    expect(wire.take()).toEqual([])
    expect(wire.get('tcp.flows-without-data')).toBe(1)
    expect(wire.get('tcp.closed-eof')).toBe(1)
  })

  test('data that comes with the SYN-ACK or with the FIN counts', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' })
    wire.send({ from: 'server', seq: -1, ack: 0, flags: 'SA', data: 'hello' }).client(0, 'x', 5, { flags: 'FA' })
    expect(wire.take()).toEqual(['< 0 hello (0)', '> 0 x (5)', '> finished'])
    wire.finish()
  })

  test('a reader that is opened late learns of a FIN that was reached before', () => {
    const wire = new Wire().handshake().send({ from: 'client', seq: 0, ack: 0, flags: 'FA' }).server(0, 'push', 1)
    expect(wire.take()).toEqual(['> finished', '< 0 push (0)'])
    wire.finish()
  })
})

describe('order', () => {
  test('segments out of order are put in order, each with its own acknowledgement', () => {
    const wire = new Wire().handshake().client(3, 'def', 7).client(6, 'ghi', 0).client(0, 'abc', 0)
    expect(wire.get('tcp.out-of-order-segments')).toBe(2)
    wire.wait(300_000).send({ from: 'server', seq: 0, ack: 9 })
    expect(wire.take()).toEqual(['> 0 abc (0)', '> 3 def (7)', '> 6 ghi (0)'])
    expect(wire.get('tcp.gaps')).toBe(0)
    wire.finish()
  })

  test('a response captured before its request is held until the request is there', () => {
    const wire = new Wire().handshake().server(0, 'OK', 3)
    expect(wire.take()).toEqual([])
    wire.client(0, 'GET', 0)
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)'])
    wire.finish()
  })

  test('two exchanges, the responses swapped with their requests, come out in turns', () => {
    const wire = new Wire().handshake().server(0, 'R1', 2).client(0, 'Q1', 0).server(2, 'R2', 4).client(2, 'Q2', 2)
    expect(wire.take()).toEqual(['> 0 Q1 (0)', '< 0 R1 (2)', '> 2 Q2 (2)', '< 2 R2 (4)'])
    wire.finish()
  })

  test('a whole keep-alive conversation in which one direction comes first is put in order', () => {
    const wire = new Wire().handshake().server(0, 'R1', 2).server(2, 'R2', 4).client(0, 'Q1', 0).client(2, 'Q2', 2)
    expect(wire.take()).toEqual(['> 0 Q1 (0)', '< 0 R1 (2)', '> 2 Q2 (2)', '< 2 R2 (4)'])
    wire.finish()
  })

  test('a held response is handed on when the reorder window is over, by time', () => {
    const wire = new Wire().handshake().server(0, 'OK', 3)
    wire.table.tick(wire.nowUs + 250_000)
    expect(wire.take()).toEqual([])
    wire.table.tick(wire.nowUs + 400_000)
    expect(wire.take()).toEqual(['< 0 OK (3)'])
    wire.finish()
  })

  test('a held response is handed on when the reorder window is over, by packets', () => {
    const wire = new Wire().handshake().server(0, 'OK', 3)
    for (let count = 0; count < 63; count++) wire.send({ from: 'client', seq: 0, ack: 0, at: 1 })
    expect(wire.take()).toEqual([])
    wire.send({ from: 'client', seq: 0, ack: 0, at: 1 })
    expect(wire.take()).toEqual(['< 0 OK (3)'])
    wire.finish()
  })

  test('without the other direction in the capture, nothing is held for long', () => {
    const wire = new Wire().send({ from: 'server', seq: -1, ack: 0, flags: 'SA' })
    for (let index = 0; index < 6; index++) wire.server(index, 'x', (index + 1) * 10).wait(301_000)
    wire.server(6, 'y', 999).server(7, 'z', 1999)
    expect(wire.take().slice(-2)).toEqual(['< 6 y (999)', '< 7 z (1999)'])
    wire.finish()
    expect(wire.get('tcp.one-sided-flows')).toBe(1)
  })

  test('a retransmission that acknowledges later bytes does not lock both directions', () => {
    const wire = new Wire().handshake().client(0, 'Q2', 2).server(0, 'R1', 2)
    expect(wire.take()).toEqual(['< 0 R1 (2)', '> 0 Q2 (2)'])
    wire.finish()
  })
})

describe('seen again', () => {
  test('a retransmission is counted and dropped', () => {
    const wire = new Wire().handshake().client(0, 'abc').client(0, 'abc').client(1, 'bcde')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> 3 de (0)'])
    expect(wire.get('tcp.retransmitted-bytes')).toBe(5)
    wire.finish()
  })

  test('where two copies differ the first counts, and the difference is told', () => {
    const wire = new Wire().handshake().client(3, 'def').client(2, 'cXeYg').client(0, 'ab')
    expect(wire.take()).toEqual(['> 0 ab (0)', '> 2 c (0)', '> 3 def (0)', '> 6 g (0)'])
    expect(wire.get('tcp.overlap-conflicts')).toBe(2)
    expect(wire.readers[0]?.flow.overlapConflicts).toBe(2)
    wire.finish()
  })

  test('keep-alive probes carry nothing new', () => {
    const wire = new Wire().handshake().client(0, 'abc').client(2, 'c').client(2, '', 0).client(3, 'd')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> 3 d (0)'])
    wire.finish()
  })

  test('a packet captured twice is recognised; one sent twice is a retransmission', () => {
    const wire = new Wire().handshake().client(0, 'abc', 0, { ipId: 77 }).client(0, 'abc', 0, { ipId: 77, at: 10 })
    expect(wire.get('tcp.duplicate-packets')).toBe(1)
    wire.client(0, 'abc', 0, { ipId: 78, at: 10 }).client(0, 'abc', 0, { ipId: 78, at: 5000 })
    expect(wire.get('tcp.duplicate-packets')).toBe(1)
    expect(wire.take()).toEqual(['> 0 abc (0)'])
    wire.finish()
  })

  test('every packet twice gives the same as every packet once', () => {
    const once = new Wire()
    const twice = new Wire()
    for (const [wire, copies] of [
      [once, 1],
      [twice, 2],
    ] as const) {
      let id = 1
      const send: Wire['send'] = (options) => {
        for (let copy = 0; copy < copies; copy++) wire.send({ ...options, ipId: id, at: copy === 0 ? 1000 : 0 })
        id++
        return wire
      }
      send({ from: 'client', seq: -1, flags: 'S' })
      send({ from: 'server', seq: -1, ack: 0, flags: 'SA' })
      send({ from: 'client', seq: 0, ack: 0, data: 'GET' })
      send({ from: 'server', seq: 2, ack: 3, data: 'llo' })
      send({ from: 'server', seq: 0, ack: 3, data: 'he' })
      send({ from: 'client', seq: 3, ack: 5, flags: 'FA' })
      send({ from: 'server', seq: 5, ack: 4, flags: 'FA' })
      wire.finish()
    }
    expect(twice.lines).toEqual(once.lines)
    expect(twice.get('tcp.duplicate-packets')).toBe(7)
  })
})

describe('urgent data', () => {
  test('its last byte is no part of the stream, as receivers see it', () => {
    const wire = new Wire({ urgent: [5, 7] })
      .handshake()
      .client(0, 'GET /')
      .client(5, 'X', 0, { urgent: 1 })
      .client(6, 'ab', 0, { urgent: 2 })
    wire.client(8, 'c').server(0, 'OK', 9)
    expect(wire.take()).toEqual(['> 0 GET / (0)', '> 6 a (0)', '> 8 c (0)', '< 0 OK (9)'])
    expect(wire.get('tcp.urgent-bytes')).toBe(2)
    wire.finish()
  })

  test('it may be announced before it comes, come late, twice, or in the middle', () => {
    const announced = new Wire({ urgent: [4] }).handshake().client(0, 'ab', 0, { urgent: 5 }).client(2, 'cdXe')
    expect(announced.finish().take()).toEqual(['> 0 ab (0)', '> 2 cd (0)', '> 5 e (0)', 'end eof'])
    const late = new Wire({ urgent: [2] }).handshake().client(3, 'cd').client(2, 'X', 0, { urgent: 1 }).client(0, 'ab')
    expect(late.client(2, 'X', 0, { urgent: 1 }).finish().take()).toEqual(['> 0 ab (0)', '> 3 cd (0)', 'end eof'])
  })

  test('without a pointer, or with one to bytes that were handed on, nothing is taken out', () => {
    const wire = new Wire().handshake().client(0, 'abc', 0, { flags: 'AU' }).client(0, 'abc', 0, { urgent: 1 }).client(3, 'd')
    expect(wire.finish().take()).toEqual(['> 0 abc (0)', '> 3 d (0)', 'end eof'])
  })
})

describe('gaps', () => {
  test('a hole is a gap once it is acknowledged, data lies behind it and the reorder window is over', () => {
    const wire = new Wire().handshake().client(5, 'fgh').send({ from: 'server', seq: 0, ack: 8 })
    expect(wire.take()).toEqual([])
    wire.wait(300_000)
    for (let n = 1; n < DEFAULT_LIMITS.ackedHolePackets; n++) wire.send({ from: 'server', seq: 0, ack: 8 })
    expect(wire.take()).toEqual([])
    wire.send({ from: 'server', seq: 0, ack: 8 })
    expect(wire.take()).toEqual(['> gap 5 acked', '> 5 fgh (0)'])
    expect(wire.get('tcp.gap-bytes-acked')).toBe(5)
    wire.client(0, 'abcde')
    expect(wire.get('tcp.late-after-gap-bytes')).toBe(5)
    wire.finish()
  })

  test('on a slow link, packets that changed places are no gap', () => {
    const wire = new Wire().handshake().server(5, 'fgh', 0).send({ from: 'client', seq: 0, ack: 5 })
    wire.send({ from: 'client', seq: 0, ack: 8, at: 700_000 }).server(0, 'abcde', 0, { at: 900_000 })
    expect(wire.finish().take()).toEqual(['< 0 abcde (0)', '< 5 fgh (0)', 'end eof'])
  })

  test('an acknowledgement captured before the data is no gap', () => {
    const wire = new Wire().handshake().send({ from: 'server', seq: 0, ack: 3 }).wait(400_000).client(0, 'abc')
    expect(wire.take()).toEqual(['> 0 abc (0)'])
    expect(wire.get('tcp.gaps')).toBe(0)
    wire.finish()
  })

  test('a hole nobody acknowledges is a gap after the time limit, also on a quiet link', () => {
    const wire = new Wire().handshake().client(5, 'fgh')
    wire.table.tick(wire.nowUs + 4_900_000)
    expect(wire.take()).toEqual([])
    wire.table.tick(wire.nowUs + 5_200_000)
    expect(wire.take()).toEqual(['> gap 5 timeout', '> 5 fgh (0)'])
    wire.finish()
  })

  test('too many bytes behind a hole give it up', () => {
    const wire = new Wire({ limits: { outOfOrderBytes: 10 } }).handshake().client(5, 'aaaaaa').client(20, 'bbbbbb')
    expect(wire.take()).toEqual(['> gap 5 limit', '> 5 aaaaaa (0)'])
    wire.finish()
    expect(wire.take()).toEqual(['> gap 9 close', '> 20 bbbbbb (0)', 'end eof'])
  })

  test('too many segments behind a hole give it up', () => {
    const wire = new Wire({ limits: { outOfOrderSegments: 2 } }).handshake().client(5, 'a').client(7, 'b').client(9, 'c')
    expect(wire.take()).toEqual(['> gap 5 limit', '> 5 a (0)'])
    wire.finish()
  })

  test('what is missing at the end is a gap', () => {
    const wire = new Wire().handshake().client(0, 'abc').send({ from: 'server', seq: 0, ack: 10 }).finish()
    expect(wire.take()).toEqual(['> 0 abc (0)', '> gap 7 close', 'end eof'])
    expect(wire.get('tcp.acked-unseen-bytes')).toBe(7)
  })

  test('the acknowledgement of a FIN that was not captured is no gap', () => {
    const wire = new Wire().handshake().client(0, 'abc').send({ from: 'server', seq: 0, ack: 4 }).finish()
    expect(wire.take()).toEqual(['> 0 abc (0)', 'end eof'])
  })

  test('one forged acknowledgement far ahead is no loss', () => {
    const wire = new Wire().handshake().client(0, 'abc').send({ from: 'server', seq: 0, ack: 500_000_000 }).finish()
    expect(wire.take()).toEqual(['> 0 abc (0)', 'end eof'])
  })

  test('the bytes a snap length cut off are a gap at once, and data behind them goes on', () => {
    const wire = new Wire().handshake().client(0, 'abc', 0, { cut: 4 }).client(7, 'hi')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> gap 4 truncated', '> 7 hi (0)'])
    expect(wire.get('tcp.gap-bytes-truncated')).toBe(4)
    wire.finish()
  })

  test('a packet cut to its headers is a gap as long as its payload', () => {
    const wire = new Wire().handshake().client(0, '', 0, { cut: 9 }).client(9, 'x')
    expect(wire.take()).toEqual(['> gap 9 truncated', '> 9 x (0)'])
    wire.finish()
  })

  test('a cut packet behind a hole waits, and a whole copy fills the cut', () => {
    const wire = new Wire().handshake().client(2, 'cd', 0, { cut: 3 }).client(2, 'cdefg').client(0, 'ab')
    expect(wire.take()).toEqual(['> 0 ab (0)', '> 2 cd (0)', '> 4 efg (0)'])
    wire.finish()
  })

  test('a stray segment far ahead of what the receiver got is dropped, not called a gap', () => {
    const wire = new Wire().handshake().client(0, 'abc').client(400_000_000, 'stray').send({ from: 'server', seq: 0, ack: 3 })
    wire.wait(6_000_000).client(3, 'def').wait(6_000_000).client(6, 'ghi')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> 3 def (0)', '> 6 ghi (0)'])
    expect(wire.get('tcp.out-of-range-bytes')).toBe(5)
    wire.finish()
  })

  test('after a pause of the capture longer than the window the flow is joined anew', () => {
    const wire = new Wire({ limits: { outOfRangeSegments: 3 } }).handshake().client(0, 'abc')
    for (let index = 0; index < 3; index++) wire.client(1_500_000_000 + index, 'x')
    expect(wire.take()).toEqual(['> 0 abc (0)', 'end reuse'])
    wire.client(1_500_000_003, 'yz').finish()
    expect(wire.take()).toEqual(['> 1073741824 yz (1073741824)', 'end eof'])
  })
})

describe('the end', () => {
  test('an early FIN waits for the data before it', () => {
    const wire = new Wire().handshake().client(3, 'def', 0, { flags: 'FA' }).client(0, 'abc')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> 3 def (0)', '> finished'])
    wire.finish()
  })

  test('FINs of both sides before the data still let the data in', () => {
    const wire = new Wire().handshake().send({ from: 'client', seq: 3, ack: 2, flags: 'FA' })
    wire.send({ from: 'server', seq: 2, ack: 4, flags: 'FA' }).client(0, 'GET').server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET (0)', '> finished', '< 0 OK (3)', '< finished', 'end fin'])
    wire.finish()
  })

  test('FINs of both sides end the flow although bytes before them are missing', () => {
    const wire = new Wire().handshake().client(0, 'GET').send({ from: 'client', seq: 5, ack: 0, flags: 'FA' })
    wire.send({ from: 'server', seq: 0, ack: 6, flags: 'FA' }).take()
    wire.table.tick(wire.nowUs + 400_000)
    expect(wire.take()).toEqual(['> gap 2 close', '> finished', 'end fin'])
    wire.finish()
  })

  test('data behind a FIN is ignored', () => {
    const wire = new Wire().handshake().client(0, 'abc', 0, { flags: 'FA' }).client(4, 'more')
    expect(wire.take()).toEqual(['> 0 abc (0)', '> finished'])
    expect(wire.get('tcp.data-after-fin-bytes')).toBe(4)
    wire.finish()
  })

  test('a RST ends both directions, once its sender is silent', () => {
    const wire = new Wire().handshake().client(0, 'GET').send({ from: 'server', seq: 0, ack: 3, flags: 'RA' })
    wire.table.tick(wire.nowUs + 4_900_000)
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    wire.table.tick(wire.nowUs + 6_200_000)
    expect(wire.take()).toEqual(['end reset'])
    wire.finish()
  })

  test('a RST captured before the last data lets it in', () => {
    const wire = new Wire().handshake().client(0, 'GET').send({ from: 'server', seq: 2, ack: 3, flags: 'RA' }).server(0, 'OK', 3).finish()
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)', 'end reset'])
    expect(wire.get('tcp.closed-rst')).toBe(1)
  })

  test('data still under way to the sender of a RST is let in', () => {
    const wire = new Wire().handshake().client(0, 'GET').server(0, 'a', 3).send({ from: 'client', seq: 3, ack: 1, flags: 'RA' })
    wire.server(1, 'b', 3).finish()
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 a (3)', '< 1 b (3)', 'end reset'])
  })

  test('a RST whose sender goes on meant nothing', () => {
    const wire = new Wire().handshake().send({ from: 'client', seq: 0, ack: 0, flags: 'RA' }).client(0, 'GET').server(0, 'OK', 3).finish()
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)', 'end eof'])
    expect(wire.get('tcp.reset-ignored')).toBe(1)
  })

  test('a forged refusal before the SYN-ACK meant nothing', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).send({ from: 'server', seq: 70, ack: 0, flags: 'RA' })
    wire.send({ from: 'server', seq: 70, ack: 0, flags: 'FA' }).send({ from: 'client', seq: 0, flags: 'R' })
    wire.send({ from: 'server', seq: -1, ack: 0, flags: 'SA' }).client(0, 'GET').server(0, 'OK', 3).finish()
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)', 'end eof'])
  })

  test.each([
    ['far ahead', 5_000_000],
    ['long past', -70_000],
  ])('a forged RST %s is ignored', (_, seq) => {
    const wire = new Wire().handshake().client(0, 'GET').send({ from: 'server', seq, ack: 3, flags: 'RA' }).server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)'])
    expect(wire.get('tcp.reset-ignored')).toBe(1)
    wire.finish()
  })

  test('payload of a RST is ignored', () => {
    const wire = new Wire()
      .handshake()
      .client(0, 'GET')
      .send({ from: 'server', seq: 0, ack: 3, flags: 'RA', data: 'no such thing' })
      .finish()
    expect(wire.take()).toEqual(['> 0 GET (0)', 'end reset'])
    wire.finish()
  })
})
