import fc from 'fast-check'
import type { TcpSegment } from '../../../sensor/index.ts'

const u16 = fc.nat(0xffff)
const u32 = fc.nat(0xffffffff)

/** A segment that lies anywhere in its packet, of either version. */
export const anySegment: fc.Arbitrary<TcpSegment> = fc
  .record({
    ...{
      before: fc.nat(90),
      payload: fc.uint8Array({ maxLength: 300 }),
      ipVersion: fc.constantFrom(4, 6),
      addresses: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    },
    ...{ timestampUs: fc.nat(2 ** 52), interfaceId: fc.nat(5000), ipId: u16, sourcePort: u16, destinationPort: u16, sequence: u32 },
    ...{
      acknowledgement: u32,
      flags: fc.nat(0x3f),
      checksum: u16,
      urgentPointer: u16,
      cut: fc.nat(70_000),
      encapsulationId: fc.nat(4096),
      tenant: u32,
    },
  })
  .map(({ before, payload, addresses, cut, ...registers }) => {
    const size = registers.ipVersion === 6 ? 16 : 4
    const bytes = new Uint8Array(before + 32 + payload.length + 9)
    bytes.set(addresses, before)
    bytes.set(payload, before + 32)
    const payloadStart = before + 32
    return {
      ...registers,
      ...{ bytes, sourceAddress: before, destinationAddress: before + size, payloadStart, payloadEnd: payloadStart + payload.length },
      payloadWireBytes: payload.length + cut,
    }
  })
