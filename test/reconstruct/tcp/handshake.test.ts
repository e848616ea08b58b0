// How flows begin: every kind of handshake, no handshake, and addresses that are used again.

import { describe, expect, test } from 'vitest'
import { Wire } from './tcp-harness.ts'

const MIDWAY = 2 ** 30

describe('handshakes', () => {
  test('a SYN-ACK alone tells both starts and both roles', () => {
    const wire = new Wire().send({ from: 'server', seq: -1, ack: 0, flags: 'SA', serverPort: 50_000 })
    wire.client(0, 'GET', 0, { serverPort: 50_000 })
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    expect(wire.readers[0]?.flow).toMatchObject({ roleKnown: true, fromStart: true })
    expect(wire.readers[0]?.flow.ref).toMatchObject({ clientPort: 40_000, serverPort: 50_000 })
    expect(wire.get('tcp.flows-syn-ack')).toBe(1)
    wire.finish()
  })

  test('without the SYN-ACK the first acknowledgement tells where the server starts', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).client(0, 'GET').server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)'])
    expect(wire.readers[0]?.flow.fromStart).toBe(true)
    wire.finish()
  })

  test('the sender of the SYN is the client, whatever the ports say', () => {
    const wire = new Wire().handshake({ port: 80, serverPort: 55_555 }).client(0, 'GET', 0, { port: 80, serverPort: 55_555 })
    expect(wire.readers[0]?.flow.ref).toMatchObject({ clientPort: 80, serverPort: 55_555 })
    wire.finish()
  })

  test('a split handshake: the server answers with a SYN of its own', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).send({ from: 'server', seq: -1, flags: 'S' })
    wire.send({ from: 'client', seq: 0, ack: 0 }).client(0, 'GET').server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)'])
    expect(wire.readers[0]?.flow.ref.serverPort).toBe(80)
    wire.finish()
  })

  test('a SYN that is sent again is the same handshake', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).wait(3_000_000).handshake().client(0, 'GET')
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    expect(wire.get('tcp.flows-syn')).toBe(1)
    wire.finish()
  })

  test('a SYN captured behind the data of its connection still tells the start', () => {
    const wire = new Wire().client(0, 'GET', 0, { serverPort: 9999 }).send({ from: 'client', seq: -1, flags: 'S', serverPort: 9999 })
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    expect(wire.readers[0]?.flow).toMatchObject({ roleKnown: true, fromStart: true })
    expect(wire.get('tcp.flows-syn') + wire.get('tcp.flows-midstream')).toBe(1)
    wire.finish()
  })

  test('a handshake captured behind all data of the client still counts', () => {
    const wire = new Wire().client(3, 'b').client(0, 'GET').send({ from: 'server', seq: -1, ack: 0, flags: 'SA' })
    wire.send({ from: 'client', seq: -1, flags: 'S' }).server(0, 'OK', 4)
    expect(wire.take()).toEqual(['> 0 GET (0)', '> 3 b (0)', '< 0 OK (4)'])
    expect(wire.readers[0]?.flow).toMatchObject({ roleKnown: true, fromStart: true })
    wire.finish()
  })

  test('a banner of the server counts although the SYN-ACK was lost', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).server(0, 'banner', 0).send({ from: 'client', seq: 0, ack: 6 })
    wire.client(0, 'x', 6).finish()
    expect(wire.readers[0]?.stream(1)).toBe('banner')
  })

  test('a SYN with another number, when the first got no answer, is another attempt', () => {
    const wire = new Wire().send({ from: 'client', seq: -500, flags: 'S' }).wait(1_000_000).handshake().client(0, 'GET')
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    expect(wire.get('tcp.flows-syn')).toBe(2)
    wire.finish()
  })

  test('a refused connection is soon over', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).send({ from: 'server', seq: -5000, ack: 0, flags: 'RA' })
    wire.table.tick(wire.nowUs + 6_000_001)
    expect(wire.get('tcp.closed-rst')).toBe(1)
    wire.finish()
  })
})

describe('data on a SYN', () => {
  test('is kept when the SYN-ACK covers it', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S', data: 'GET' })
    expect(wire.take()).toEqual([])
    wire.send({ from: 'server', seq: -1, ack: 3, flags: 'SA' }).server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET', '< 0 OK (3)'])
    wire.finish()
  })

  test('is refused when the SYN-ACK does not cover it, and comes again', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S', data: 'BAD' })
    wire.send({ from: 'server', seq: -1, ack: 0, flags: 'SA' }).client(0, 'GET')
    expect(wire.take()).toEqual(['> 0 GET (0)'])
    expect(wire.get('tcp.syn-data-refused-bytes')).toBe(3)
    wire.finish()
  })

  test('is kept when no SYN-ACK was captured', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S', data: 'GET' }).client(3, '/')
    expect(wire.take()).toEqual(['> 0 GET', `> 3 / (${MIDWAY})`])
    wire.finish()
  })
})

describe('joined midway', () => {
  test('an earlier segment that turns up second is still in front', () => {
    const wire = new Wire().client(3, 'def').client(0, 'abc')
    expect(wire.take()).toEqual([])
    wire.table.tick(wire.nowUs + 400_000)
    expect(wire.take()).toEqual([`> ${MIDWAY - 3} abc (${MIDWAY})`, `> ${MIDWAY} def (${MIDWAY})`])
    expect(wire.get('tcp.flows-midstream')).toBe(1)
    wire.finish()
  })

  test('nothing is waited for when the other side asked for exactly these bytes', () => {
    const wire = new Wire().server(0, 'tail', 0).client(0, 'GET', 4)
    expect(wire.take()).toEqual([])
    wire.wait(300_000).server(4, 'OK', 3)
    expect(wire.take()).toEqual([`< ${MIDWAY} tail (${MIDWAY})`, `> ${MIDWAY} GET (${MIDWAY + 4})`, `< ${MIDWAY + 4} OK (${MIDWAY + 3})`])
    wire.finish()
  })

  test('a response that comes first waits for its request', () => {
    const wire = new Wire().server(0, 'OK', 3).client(0, 'GET', 0)
    wire.table.tick(wire.nowUs + 700_000)
    expect(wire.take()).toEqual([`> ${MIDWAY - 3} GET (${MIDWAY})`, `< ${MIDWAY} OK (${MIDWAY})`])
    wire.finish()
  })

  test('a keep-alive probe does not start a stream', () => {
    const wire = new Wire().client(-1, 'x').wait(1_000_000).client(0, 'GET').wait(300_000).client(3, ' /')
    expect(wire.take()).toEqual([`> ${MIDWAY + 1} GET (${MIDWAY})`, `> ${MIDWAY + 4}  / (${MIDWAY})`])
    wire.finish()
  })

  test('a keep-alive probe alone ends as nothing', () => {
    const wire = new Wire().client(-1, 'x').finish()
    expect(wire.take()).toEqual([])
    expect(wire.get('tcp.flows-without-data')).toBe(1)
  })

  test('the client is guessed by port, and content may correct it', () => {
    const wire = new Wire().client(0, 'abc', 0, { port: 80, serverPort: 55_555 })
    wire.table.tick(wire.nowUs + 400_000)
    const flow = wire.readers[0]?.flow
    expect(wire.take()).toEqual([`< ${MIDWAY} abc (${MIDWAY})`])
    expect(flow?.roleKnown).toBe(false)
    expect(flow?.ref).toMatchObject({ clientPort: 55_555, serverPort: 80 })
    flow?.flipRoles()
    expect(flow?.ref).toMatchObject({ clientPort: 80, serverPort: 55_555 })
    wire.client(3, 'def', 0, { port: 80, serverPort: 55_555 })
    expect(wire.take()).toEqual([`> ${MIDWAY + 3} def (${MIDWAY})`])
    expect(wire.get('tcp.role-flips')).toBe(1)
    wire.finish()
  })

  test('a flow that begins with data and a FIN is read', () => {
    const wire = new Wire().client(0, 'last', 0, { flags: 'FA' }).finish()
    expect(wire.take()).toEqual([`> ${MIDWAY} last (${MIDWAY})`, '> finished', 'end eof'])
  })

  test('acknowledgements, FINs and RSTs without a flow open none', () => {
    const wire = new Wire().send({ seq: 0, ack: 0 }).send({ seq: 0, ack: 0, flags: 'FA' }).send({ seq: 0, flags: 'R', data: 'why' })
    expect(wire.table.size).toBe(0)
    wire.finish()
  })
})

describe('addresses used again', () => {
  const connection = (wire: Wire): Wire =>
    wire
      .handshake()
      .client(0, 'GET')
      .server(0, 'OK', 3)
      .send({ from: 'client', seq: 3, ack: 2, flags: 'FA' })
      .send({ from: 'server', seq: 2, ack: 4, flags: 'FA' })

  test('a capture that is played in a loop gives its connections each time', () => {
    const wire = connection(connection(new Wire()).wait(4_000_000))
    const once = ['> 0 GET (0)', '< 0 OK (3)', '> finished', '< finished', 'end fin']
    expect(wire.take()).toEqual([...once, ...once])
    wire.finish()
  })

  test('copies of a short connection that come from another tap behind its end are copies', () => {
    const wire = connection(connection(new Wire()).wait(1_000_000))
    expect(wire.get('tcp.flows-syn')).toBe(1)
    wire.finish()
  })

  const first = () => {
    const wire = new Wire().handshake().client(0, 'Q1').server(0, 'R1', 2)
    wire.take()
    return wire
  }

  test.each([
    ['higher', 900_000],
    ['lower', -900_000],
    ['hardly higher', 3],
  ])('after FIN, by a SYN with a %s number', (_, base) => {
    const wire = first().send({ from: 'client', seq: 2, ack: 2, flags: 'FA' }).send({ from: 'server', seq: 2, ack: 3, flags: 'FA' })
    expect(wire.take()).toEqual(['> finished', '< finished', 'end fin'])
    wire.send({ from: 'client', seq: base - 1, flags: 'S' }).send({ from: 'server', seq: base - 1, ack: base, flags: 'SA' })
    wire.client(base, 'Q2', base).server(base, 'R2', base + 2)
    expect(wire.take()).toEqual(['> 0 Q2 (0)', '< 0 R2 (2)'])
    wire.finish()
  })

  test('without FIN, confirmed by the SYN-ACK', () => {
    const wire = first().send({ from: 'client', seq: 799_999, flags: 'S' })
    expect(wire.take()).toEqual([])
    wire.send({ from: 'server', seq: 99_999, ack: 800_000, flags: 'SA' }).client(800_000, 'Q2', 100_000)
    expect(wire.take()).toEqual(['end reuse', '> 0 Q2 (0)'])
    expect(wire.readers[1]?.flow).toMatchObject({ roleKnown: true, fromStart: true })
    wire.finish()
  })

  test('without FIN and without a SYN-ACK in the capture, confirmed by data', () => {
    const wire = first().send({ from: 'client', seq: 799_999, flags: 'S' }).client(800_000, 'Q2', 100_000)
    expect(wire.take()).toEqual(['end reuse', '> 0 Q2 (0)'])
    wire.finish()
  })

  test('without FIN, after a silence', () => {
    const wire = first().wait(11_000_000).send({ from: 'client', seq: 799_999, flags: 'S' })
    expect(wire.take()).toEqual(['end reuse'])
    wire.finish()
  })

  test('a blind SYN does not kill a live flow', () => {
    const wire = first().send({ from: 'client', seq: 799_999, flags: 'S' }).client(2, 'Q2', 2).server(2, 'R2', 4)
    expect(wire.take()).toEqual(['> 2 Q2 (2)', '< 2 R2 (4)'])
    expect(wire.get('tcp.closed-reuse')).toBe(0)
    wire.finish()
  })

  test('after a RST', () => {
    const wire = first().send({ from: 'server', seq: 2, ack: 2, flags: 'RA' }).send({ from: 'client', seq: 4999, flags: 'S' })
    wire.client(5000, 'Q2', 0)
    expect(wire.take()).toEqual(['end reset', '> 0 Q2 (0)'])
    wire.finish()
  })

  test('a renumbering middlebox, mirrored on both sides: the numbers of the first handshake count', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' })
    wire.send({ from: 'server', seq: 600_000_000, ack: 400_000_000, flags: 'SA' }).send({ from: 'server', seq: -1, ack: 0, flags: 'SA' })
    for (let turn = 0; turn < 4; turn++) {
      wire.client(turn * 2, 'Qn', turn * 2)
      wire.send({ from: 'server', seq: 600_000_001 + turn * 2, ack: 400_000_002 + turn * 2 })
      wire.server(600_000_001 + turn * 2, 'xx', 400_000_002 + turn * 2).server(turn * 2, 'Rn', turn * 2 + 2)
    }
    wire.server(600_000_009, '', 400_000_008, { flags: 'FA' }).server(8, '', 8, { flags: 'FA' }).client(8, '', 9, { flags: 'FA' }).finish()
    const told = [0, 2, 4, 6].flatMap((at) => [`> ${at} Qn (${at})`, `< ${at} Rn (${at + 2})`])
    expect(wire.take()).toEqual([...told, '< finished', '> finished', 'end fin'])
    expect(wire.get('tcp.gaps')).toBe(0)
    expect(wire.get('tcp.acked-unseen-bytes')).toBe(0)
  })

  test('a SYN-ACK without its SYN that data confirms tells the roles rightly', () => {
    const wire = new Wire().client(0, 'GET', 0).server(0, 'OK', 3).client(3, 'x', 2).wait(301_000).client(4, 'x', 2)
    wire.send({ from: 'server', seq: 99_999, ack: 800_000, flags: 'SA' }).server(100_000, 'banner', 800_000).finish()
    expect(wire.readers[1]?.flow.ref).toMatchObject({ clientPort: 40_000, serverPort: 80 })
    expect(wire.readers[1]?.flow.roleKnown).toBe(true)
  })

  test('a SYN-ACK that acknowledges something else is ignored', () => {
    const wire = new Wire().send({ from: 'client', seq: -1, flags: 'S' }).send({ from: 'server', seq: 70, ack: 900_000, flags: 'SA' })
    wire.send({ from: 'server', seq: -1, ack: 0, flags: 'SA' }).client(0, 'GET').server(0, 'OK', 3)
    expect(wire.take()).toEqual(['> 0 GET (0)', '< 0 OK (3)'])
    wire.finish()
  })
})
