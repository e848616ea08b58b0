import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundaryOf, walkMultipart } from '../../../../inventory/observe/body/multipart.ts'
import { CONTAINER } from '../../../../inventory/observe/body/tape.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
function fieldsOf(body: string | Uint8Array, truncated = false, boundary = 'B'): unknown {
  tape.reset(new Uint8Array(0))
  const found = walkMultipart(tape, typeof body === 'string' ? Buffer.from(body) : body, boundary, truncated)
  return found ? readTape(tape)[0] : null
}
const part = (disposition: string, content: string): string => `--B\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; Boundary="a b;c"', 'a b;c'],
  ['multipart/form-data;boundary=----WebKitFormBoundary7M; x=y', '----WebKitFormBoundary7M'],
  ['multipart/form-data', ''],
  ['multipart/form-data; boundary=', ''],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, ''],
  [`multipart/form-data; boundary="${'x'.repeat(71)}"`, ''],
])('%s', (contentType, boundary) => expect(boundaryOf(contentType)).toBe(boundary))

test.each([
  [part('name="a"', '1') + part('name="b"', 'zwei\r\nüber'), { a: '1', b: 'zwei\r\nüber' }],
  [part('name="a"', '1') + part('name="a"', '2'), { a: ['1', '2'] }],
  [part('name="a[3]"', '1'), { 'a[]': ['1'] }],
  [part('name=unquoted', '1'), { unquoted: '1' }],
  [part('name=file; filename=secret.txt', 'secret'), { file: '' }],
  [part('filename="secret.txt"; name="file"', 'secret'), { file: '' }],
  [part('name="file"; filename*=UTF-8\'\'secret', 'secret'), { file: '' }],
  [`preamble\r\n${part('name="a"', '')}`, { a: '' }],
  [`--B\r\nContent-Type: text/plain\r\ncontent-disposition:form-data; NAME="a"\r\n\r\n1\r\n`, { a: '1' }],
])('%j', (body, fields) => {
  expect(fieldsOf(`${body}--B--\r\n`)).toEqual(hashed(fields))
  expect(tape.length[0]).toBe(0)
})

test.each([
  '',
  '--B--',
  '--B\r\n--B--',
  '--B\r\nContent-Disposition: form-data; name="a"\r\n--B--',
  '--B\r\nContent-Disposition: attachment; name="a"\r\n\r\n1\r\n--B--',
  `${part('name=""', '1')}--B--`,
  part('name="a"', '1'),
])('%j has no field', (body) => expect(fieldsOf(body)).toBeNull())

test('a part without a whole head costs itself only', () => {
  const broken = '--B\r\nContent-Disposition: form-data; name="a"\r\n'
  expect(fieldsOf(`${broken}${part('name="b"', '2')}--B--`)).toEqual(hashed({ b: '2' }))
  expect(fieldsOf(`${part(`name="a"; x="${'x'.repeat(5000)}"`, '1')}${part('name="b"', '2')}--B--`)).toEqual(hashed({ b: '2' }))
})

test('without a boundary there are no parts', () => expect(fieldsOf(`${part('name="a"', '1')}--B--`, false, '')).toBeNull())

test('parts without end have one, and the object counts as cut', () => {
  expect(
    Object.keys(fieldsOf(`${Array.from({ length: 300 }, (_, i) => part(`name="f${i}x"`, '1')).join('')}--B--`) as object),
  ).toHaveLength(128)
  expect(tape.length[0]).toBe(CONTAINER.cut)
})

const fields = fc.uniqueArray(
  fc.tuple(
    fc.stringMatching(/^[a-zé]{1,8}$/),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('--B')),
  ),
  {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 5,
  },
)
test('what FormData would write is read as it was, and cut anywhere it holds nothing else', () => {
  fc.assert(
    fc.property(fields, (pairs) => {
      const body = Buffer.from(`${pairs.map(([name, text]) => part(`name="${name}"`, text)).join('')}--B--\r\n`)
      const whole = hashed(Object.fromEntries(pairs)) as object
      expect(fieldsOf(body)).toEqual(whole)
      for (let length = 0; length < body.length - 4; length++) {
        const cut = fieldsOf(body.subarray(0, length), true)
        if (cut === null) continue
        expect(whole).toMatchObject(cut as object)
        expect(tape.length[0]).toBe(CONTAINER.cut)
      }
    }),
    { numRuns: 30 },
  )
})

test('garbage between boundaries never throws', () => {
  const piece = fc.oneof(
    fc.constantFrom('--B', '\r\n', '\r\n\r\n', 'Content-Disposition: form-data; name="a"', '--'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(piece), fc.boolean(), (pieces, truncated) => {
      const found = fieldsOf(pieces.join(''), truncated)
      expect(found === null || Object.keys(found as object).length > 0).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
