import { expect, test } from 'vitest'
import { bytesText, countText, printList, shareText, when } from '../../cli/print.ts'
import { memoryIo } from '../support/memory-io.ts'

test('bytes in decimal units', () => {
  expect([0, 999, 1000, 1_440_000, 3.2e9].map(bytesText)).toEqual(['0 B', '999 B', '1.00 kB', '1.44 MB', '3.20 GB'])
})

test('shares never round a part away nor up to the whole', () => {
  expect([
    shareText(0, 5),
    shareText(5, 5),
    shareText(1, 1e6),
    shareText(999_999, 1e6),
    shareText(1, 30),
    shareText(1, 2),
    shareText(0, 0),
  ]).toEqual(['0 %', '100 %', '< 0.1 %', '> 99.9 %', '3.3 %', '50 %', '0 %'])
})

test('times and counts', () => {
  expect([when(0), when(1_790_000_000_000_000), countText(1234567)]).toEqual(['-', '2026-09-21 14:13', '1,234,567'])
})

test('a list is printed as its format says', () => {
  const io = memoryIo()
  printList({ name: 'rows', rows: [{ a: 1 }], columns: [{ title: 'A', text: (row) => String(row.a) }], empty: '' }, { format: 'csv' }, io)
  expect(io.written.out).toBe('A\n1\n')
})
