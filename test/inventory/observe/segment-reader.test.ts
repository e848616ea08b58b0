import { expect, test } from 'vitest'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'
import { SegmentReader } from '../../../inventory/observe/segment-reader.ts'

const reader = new SegmentReader(detectValue)
const read = (...texts: string[]) => {
  const { segments, values } = reader.read(texts)
  return segments.map(({ class: name, text, inner }, i) => ({
    class: name,
    text,
    value: values[i],
    inner: inner && `${inner.prefix}{${inner.class}}${inner.suffix}`,
  }))
}

test('words keep their text, values do not', () => {
  expect(read('users', '42')).toEqual([
    { class: 'word', text: 'users', value: 'users', inner: undefined },
    { class: 'integer', text: '42', value: '42', inner: undefined },
  ])
  expect(read('550e8400-e29b-41d4-a716-446655440000')[0]).toMatchObject({ class: 'uuid', text: '' })
})

test('a value inside of a segment has no text either', () => {
  expect(read('users', '42.json')[1]).toEqual({ class: 'integer', text: '', value: '42', inner: '{integer}.json' })
  expect(read("Users('ann')", 'orders')[0]).toEqual({ class: 'word', text: '', value: 'ann', inner: 'Users({word})' })
  expect(read('users.json')[0]).toEqual({ class: 'word', text: 'users.json', value: 'users.json', inner: '{word}.json' })
})

test('a date is kept only where it may be a version of the API', () => {
  expect(read('2010-04-01', 'Accounts')[0]).toMatchObject({ class: 'date', text: '2010-04-01' })
  expect(read('users', 'births', '2010-04-01', 'list')[2]).toMatchObject({ class: 'date', text: '' })
  expect(read('births', '2010-04-01')[1]).toMatchObject({ class: 'date', text: '' })
  expect(read('1980-04-01', 'people')[0]).toMatchObject({ class: 'date', text: '' })
})

test('no value passes the border as the name of a set or as a verb', () => {
  expect(read('ann@shop.example(5)')[0]).toMatchObject({ class: 'email', text: '', inner: undefined })
  expect(read('AKIAIOSFODNN7EXAMPLE(5)')[0]).toMatchObject({ text: '', inner: undefined })
  expect(read('a%20b:cancel')[0]).toMatchObject({ class: 'encoded', inner: undefined })
})

test('no text of a value inside is kept in its evidence', () => {
  const { segments } = reader.read(["Users('ann')"])
  expect(JSON.stringify(segments)).not.toContain('ann')
})

test('copies are handed out, for the echo is that of one exchange', () => {
  const [first] = reader.read(['users']).segments
  if (first) first.echo = 'name'
  expect(reader.read(['users']).segments[0]?.echo).toBe('')
})
