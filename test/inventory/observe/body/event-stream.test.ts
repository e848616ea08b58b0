import fc from 'fast-check'
import { expect, test } from 'vitest'
import { walkEventStream } from '../../../../inventory/observe/body/event-stream.ts'
import { JsonWalker } from '../../../../inventory/observe/body/json.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
const json = new JsonWalker(tape)
function eventsOf(body: string | Uint8Array): unknown[] {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  tape.reset(bytes)
  const found = walkEventStream(tape, json, bytes)
  expect(found).toBe(tape.rows > 0)
  return readTape(tape)
}

test.each([
  ['data: {"a":1}\n\n', [{ a: 1 }]],
  ['data:{"a":1}\n\n', [{ a: 1 }]],
  ['data: {"a":1}\r\n\r\ndata: [2]\r\n\r\n', [{ a: 1 }, [2]]],
  ['data: {"a":1}\rdata: [2]\r', [{ a: 1 }, [2]]],
  ['event: delta\nid: 7\ndata: {"a":"é"}\n\n: comment\n\ndata: [DONE]\n\n', [{ a: 'é' }]],
  ['data: {"a":\ndata: 1}\n\ndata: {"b":2}\n\n', [{ b: 2 }]],
  ['data: {"a":1} trailing\ndata: {"b":2}\n\n', [{ b: 2 }]],
  ['data: {"a":1}\n\ndata: {"b":2}', [{ a: 1 }]],
])('%j', (body, events) => expect(eventsOf(body)).toEqual(hashed(events)))

test.each([
  '',
  '\n',
  'data:\n\n',
  'data: 7\n\n',
  'data: "x"\n\n',
  'dat: {}\n',
  'Data: {}\n',
  ' data: {}\n',
  'data {}\n',
  'data: {"a":1}',
  '{"a":1}\n',
])('%j carries no JSON', (body) => expect(eventsOf(body)).toEqual([]))

test('events without end have one', () => expect(eventsOf('data: [1]\n\n'.repeat(1000))).toHaveLength(256))

test('cut anywhere, the stream tells the events that came whole', () => {
  const values = fc.array(fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), { noNullPrototype: true }), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(values, fc.constantFrom('\n', '\r\n', '\r'), (events, end) => {
      const lines = events.map((event) => `data: ${JSON.stringify(event)}${end}`)
      const bytes = new TextEncoder().encode(lines.join(end))
      const whole = eventsOf(bytes)
      expect(whole).toHaveLength(events.length)
      let before = 0
      for (let length = 0; length <= bytes.length; length++) {
        const told = eventsOf(bytes.subarray(0, length))
        expect(told).toEqual(whole.slice(0, told.length))
        expect(told.length).toBeGreaterThanOrEqual(before)
        before = told.length
      }
    }),
    { numRuns: 30 },
  )
})

test('garbage never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('data:', ' ', '{', '}', '[', ']', '"', 'a', ':', ',', '1', '\n', '\r')), (pieces) => {
      for (const event of eventsOf(pieces.join(''))) expect(typeof event).toBe('object')
    }),
    { numRuns: 2000 },
  )
})
