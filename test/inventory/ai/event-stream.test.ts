import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readFrames } from '../../../inventory/ai/event-stream.ts'

function frame(payload: string, headers = 5): Buffer {
  const bytes = Buffer.alloc(12 + headers + payload.length + 4)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.writeUInt32BE(headers, 4)
  bytes.write(payload, 12 + headers, 'latin1')
  return bytes
}
const read = (bytes: Uint8Array) => readFrames(bytes).map((payload) => Buffer.from(payload).toString())

it('reads the complete frames', () => {
  const bytes = Buffer.concat([frame('{"a":1}'), frame('', 0), frame('{"b":2}')])
  expect(read(bytes)).toEqual(['{"a":1}', '', '{"b":2}'])
  expect(read(bytes.subarray(0, bytes.length - 1))).toEqual(['{"a":1}', ''])
})

it('ends on any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readFrames(bytes)))
  expect(read(new Uint8Array(64))).toEqual([])
})
