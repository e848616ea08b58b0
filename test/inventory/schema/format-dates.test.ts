import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDate, isDateTime, isTime } from '../../../inventory/schema/format-dates.ts'

/** In the middle of other bytes, which must not count. */
function bytesOf(text: string): [bytes: Uint8Array, start: number, end: number] {
  const bytes = new TextEncoder().encode(`99${text}Z9`)
  return [bytes, 2, bytes.length - 2]
}
const date = (text: string): boolean => isDate(bytesOf(text)[0], 2)
const time = (text: string): boolean => isTime(...bytesOf(text))
const dateTime = (text: string): boolean => isDateTime(...bytesOf(text))

test('a day is one that the calendar has', () => {
  for (const year of [1900, 1999, 2000, 2023, 2024, 2100])
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const instant = new Date(`${text}T00:00:00Z`)
        expect(date(text), text).toBe(!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text))
      }
})

test.each(['2026/02/28', '2026-2-028', '20260228ab', '-026-02-28', '2026-02-2x', '٢٠٢٦-02'])('%s is no day', (text) =>
  expect(date(text)).toBe(false),
)

test.each(['10:20:30Z', '00:00:00z', '23:59:59.999999999Z', '10:20:30+02:00', '10:20:30.5-23:59'])('%s is a time', (text) =>
  expect(time(text)).toBe(true),
)
test.each([
  '10:20:30',
  '10:20:30.',
  '10:20:30.5',
  '10:20:30.Z',
  '10:20Z',
  '24:00:00Z',
  '10:60:00Z',
  '10:20:60Z',
  '10:20:30+2:00',
  '10:20:30+0200',
  '10:20:30+02:60',
  '10:20:30+24:00',
  '10:20:30ZZ',
  '1a:20:30Z',
  '10-20-30Z',
  '10-20:30Z',
  '10:20-30Z',
  '10:20:30 02:00',
  '10:20:30X02:00',
  '',
])('%j is none', (text) => expect(time(text)).toBe(false))

test('every instant that a program writes is a date with time, and cut anywhere it is none', () => {
  const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.constantFrom('Z', 'z', '+05:30'), fc.constantFrom('T', 't'), (when, zone, separator) => {
      const text = when.toISOString().replace('Z', zone).replace('T', separator)
      expect(dateTime(text)).toBe(true)
      for (let length = 20; length < text.length; length++) expect(dateTime(text.slice(0, length)), text.slice(0, length)).toBe(false)
    }),
  )
  expect(dateTime('2026-02-28 10:20:30Z')).toBe(false)
  expect(dateTime('2026-02-30T10:20:30Z')).toBe(false)
})
