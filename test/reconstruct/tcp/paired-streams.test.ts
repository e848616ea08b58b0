// The order in which both directions are handed on, and the roles; whole connections are in flow.test.ts.

import { beforeEach, describe, expect, test } from 'vitest'
import type { StreamReader } from '../../../reconstruct/stream.ts'
import { FlowStore } from '../../../reconstruct/tcp/flow-store.ts'
import { PairedStreams, type Side } from '../../../reconstruct/tcp/paired-streams.ts'
import { toSequence } from '../../../reconstruct/tcp/sequence.ts'
import { TcpContext } from '../../../reconstruct/tcp/tcp-context.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { Transcript, text, Wire } from './tcp-harness.ts'

let lines: string[]
let streams: PairedStreams
let onData: ((reader: StreamReader) => void) | undefined

beforeEach(() => {
  lines = []
  onData = undefined
  const context = new TcpContext({
    limits: DEFAULT_LIMITS,
    counters: new Counters(),
    openReader: (flow) => {
      const reader = new Transcript(lines, flow)
      reader.onData = () => onData?.(reader)
      return reader
    },
    encapsulation: (id) => [`vlan:${id}`],
  })
  context.nowUs = 0
  const store = new FlowStore(1, 1)
  store.setKey(new Wire().segmentOf({}, new Uint8Array(), 'S'))
  streams = new PairedStreams(store, store.insert(), 12, 0, context)
  streams.halves[0].establish(toSequence(0))
  streams.halves[1].establish(toSequence(0))
})

let packet = 0
const queue = (side: Side, from: number, value: string, acknowledged: number) =>
  streams.halves[side]
    .ensureQueue()
    .insert(from, from + value.length, text(value), 0, { acknowledged, timestampUs: 0, segmentStart: true, packet: packet++ })

describe('what is due', () => {
  test('goes out as captured where nothing else decides', () => {
    queue(1, 0, 'b', 0)
    queue(0, 0, 'a', 0)
    queue(1, 1, 'd', 0)
    streams.handOn(null)
    expect(lines).toEqual(['< 0 b (0)', '> 0 a (0)', '< 1 d (0)'])
  })

  test('goes out in the order of acknowledgements where they decide', () => {
    queue(1, 0, 'R1', 2)
    queue(1, 2, 'R2', 4)
    queue(0, 0, 'Q1', 0)
    queue(0, 2, 'Q2', 2)
    streams.handOn(null)
    expect(lines).toEqual(['> 0 Q1 (0)', '< 0 R1 (2)', '> 2 Q2 (2)', '< 2 R2 (4)'])
  })

  test('does not include what waits for a hole, but everything does when forced', () => {
    queue(0, 3, 'd', 0)
    queue(1, 0, 'r', 4)
    streams.handOn(null)
    expect(lines).toEqual([])
    streams.handOn('close')
    expect(lines).toEqual(['> gap 3 close', '> 3 d (0)', '< 0 r (4)'])
    expect(streams.waiting).toBe(false)
  })

  test('giving up for a bound takes one step at a time', () => {
    queue(0, 3, 'd', 0)
    streams.giveUpFirst(0)
    expect(lines).toEqual(['> gap 3 limit'])
    streams.giveUpFirst(0)
    expect(lines).toEqual(['> gap 3 limit', '> 3 d (0)'])
    streams.giveUpFirst(0)
    expect(lines).toHaveLength(2)
  })
})

describe('roles', () => {
  test('a reader may flip them from within a call; the next call has the other direction', () => {
    onData = () => {
      onData = undefined
      streams.flipRoles()
    }
    const before = streams.ref
    queue(0, 0, 'ab', 0)
    queue(0, 2, 'cd', 0)
    streams.handOn(null)
    expect(lines).toEqual(['> 0 ab (0)', '< 2 cd (0)'])
    expect(streams.ref).not.toBe(before)
    expect(streams.ref).toMatchObject({ id: before.id, clientPort: before.serverPort, serverAddress: before.clientAddress })
  })

  test('a handshake tells them only before anything was read', () => {
    streams.learnRole(1)
    expect([streams.clientSide, streams.roleKnown]).toEqual([1, true])
    streams.roleKnown = false
    queue(0, 0, 'a', 0)
    streams.handOn(null)
    streams.learnRole(0)
    expect([streams.clientSide, streams.roleKnown]).toEqual([1, false])
  })

  test('addresses are one object, with the labels of the encapsulation', () => {
    expect(streams.ref).toBe(streams.ref)
    expect(streams.ref.encapsulation).toEqual(['vlan:12'])
  })
})
