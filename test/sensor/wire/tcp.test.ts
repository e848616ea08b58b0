import { expect, test } from 'vitest'
import { u8 } from '../../../fixtures/build/byte-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { TCP_ACK, TCP_PSH, TCP_URG } from '../../../sensor/packet.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'
import { cutTo, decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const TCP_AT = 34

test('options are passed over, congestion bits ignored', () => {
  const capture = new CaptureBuilder()
  capture.connection().segment('client-to-server', 'x', { tcpOptions: u8(2, 4, 5, 0xb4, 1), flags: 0xc0 | TCP_ACK | TCP_PSH })
  expect(new SegmentCollector().decode(capture.packets).segments).toMatchObject([{ payload: 'x', flags: TCP_ACK | TCP_PSH }])
})

test('the urgent pointer counts only with its flag', () => {
  const pointer = (flags: number) => {
    const frame = decodeOne(patched(patched(helloPacket(), TCP_AT + 18, 0, 5), TCP_AT + 13, flags))
    return frame.segments[0]?.urgentPointer
  }
  expect(pointer(TCP_ACK | TCP_URG)).toBe(5)
  expect(pointer(TCP_ACK)).toBe(0)
})

test('sequence numbers above 2^31 stay positive', () => {
  const capture = new CaptureBuilder()
  capture.connection({ clientSequence: 0xffffffff, serverSequence: 0x80000000 }).ack('client-to-server')
  expect(new SegmentCollector().decode(capture.packets).segments).toMatchObject([{ sequence: 0xffffffff, acknowledgement: 0x80000000 }])
})

test.each([0x40, 0x00, 0xf0])('a data offset of 0x%s that is impossible is counted', (offset) => {
  const packet = helloPacket()
  const short = offset === 0xf0 ? patched(packet, 16, 0, 50) : packet
  expect(decodeOne(patched(short, TCP_AT + 12, offset)).counters.toRecord()).toEqual({ 'decode.bad-tcp-header': 1 })
})

test('cut inside the options, the header counts and the payload is known to be missing', () => {
  const capture = new CaptureBuilder()
  capture.connection().segment('client-to-server', HELLO, { tcpOptions: new Uint8Array(12).fill(1) })
  const decoded = decodeOne(cutTo(capture.packets[0] as (typeof capture.packets)[0], TCP_AT + 24))
  expect(decoded.segments).toMatchObject([{ payload: '', payloadWireBytes: HELLO.length, sourcePort: 40_000 }])
})
