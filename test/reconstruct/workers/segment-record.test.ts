import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as record from '../../../reconstruct/workers/segment-record.ts'
import type { TcpSegment } from '../../../sensor/index.ts'
import { anySegment } from './any-segment.ts'

/** What a segment says, wherever its bytes lie. */
function told({ bytes, sourceAddress, destinationAddress, payloadStart, payloadEnd, ...registers }: TcpSegment) {
  const size = registers.ipVersion === 6 ? 16 : 4
  const part = (start: number, end: number) => Buffer.from(bytes.slice(start, end)).toString('hex')
  const addresses = [part(sourceAddress, sourceAddress + size), part(destinationAddress, destinationAddress + size)]
  return { kind: 'segment', ...registers, addresses, payload: part(payloadStart, payloadEnd) }
}

type Row =
  | { kind: 'time'; nowUs: number }
  | { kind: 'labels'; id: number; labels: string[] }
  | { kind: 'mark'; mark: number }
  | { kind: 'any'; segment: TcpSegment }

const anyRow: fc.Arbitrary<Row> = fc.oneof(
  fc.record({ kind: fc.constant('any' as const), segment: anySegment }),
  fc.record({ kind: fc.constant('time' as const), nowUs: fc.integer({ min: -1, max: 2 ** 52 }) }),
  fc.record({
    kind: fc.constant('labels' as const),
    id: fc.nat(4096),
    labels: fc.array(fc.string({ unit: 'grapheme', maxLength: 9 }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('mark' as const), mark: fc.nat(9) }),
)

function write(area: record.RecordArea, at: number, row: Row): number {
  if (row.kind === 'any') {
    record.writeSegment(area, at, row.segment)
    return record.segmentBytes(row.segment)
  }
  if (row.kind === 'time') {
    record.writeTime(area, at, row.nowUs)
    return record.TIME_BYTES
  }
  if (row.kind === 'mark') {
    record.writeMark(area, at, row.mark)
    return record.MARK_BYTES
  }
  const text = record.labelsText(row.labels)
  record.writeLabels(area, at, row.id, text)
  return record.labelsBytes(text)
}

test('what is written is read, in order', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 12 }), fc.nat(20), (rows, offset) => {
      const area = new record.RecordArea(new SharedArrayBuffer(32_768))
      const start = offset * 8
      let end = start
      for (const row of rows) end += write(area, end, row)
      expect(end % 8).toBe(0)
      const read: unknown[] = []
      const reader = new record.RecordReader({
        segment: (segment) => void read.push(told(segment)),
        time: (nowUs) => void read.push({ kind: 'time', nowUs }),
        labels: (id, labels) => void read.push({ kind: 'labels', id, labels }),
        mark: (mark) => void read.push({ kind: 'mark', mark }),
      })
      reader.read(area, start, end)
      expect(read).toEqual(rows.map((row) => (row.kind === 'any' ? told(row.segment) : row)))
    }),
  )
})
