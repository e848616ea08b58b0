import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { characterMask } from '../../../inventory/observe/body/characters.ts'
import { FORMATS, recogniseFormats } from '../../../inventory/schema/formats.ts'

const ajv = new Ajv2020({ strict: false })
ajvFormats.default(ajv)
const formatsOf = (text: string): string[] => {
  const bytes = new TextEncoder().encode(`"${text}"`)
  const bits = recogniseFormats(bytes, 1, bytes.length - 1, characterMask(bytes, 1, bytes.length - 1))
  return FORMATS.filter(({ bit }) => bits & bit).map(({ id }) => id)
}

test.each([
  ['550e8400-e29b-41d4-a716-446655440000', 'uuid'],
  ['11111111-1111-1111-1111-111111111111', 'uuid'],
  ['2026-02-28', 'date'],
  ['2024-02-29', 'date'],
  ['2026-02-28T10:20:30Z', 'date-time'],
  ['2026-02-28T10:20:30.123456+02:00', 'date-time'],
  ['10:20:30Z', 'time'],
  ['alice.b+tag@mail.example.org', 'email'],
  ['10.0.0.255', 'ipv4'],
  ['2001:db8::1', 'ipv6'],
  ['::', 'ipv6'],
  ['::ffff:10.0.0.1', 'ipv6'],
  ['https://user@example.org:8080/a?b=%20c#d', 'uri'],
  ['P3DT4H', 'duration'],
  ['P2W', 'duration'],
  ['P1Y2M3DT4H5M6S', 'duration'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt'],
  ['da39a3ee5e6b4b0d3255bfef95601890afd80709', 'hex'],
])('%s', (text, format) => expect(formatsOf(text)).toContain(format))

test.each([
  '2026-02-30',
  '2023-02-29',
  '2026-13-01',
  '24:00:00Z',
  '10:20:30',
  '256.0.0.1',
  '01.2.3.4',
  '1.2.3',
  '1:2:3',
  'a@b',
  '@b.co',
  'a b@c.de',
  'http:/x',
  '://x',
  'https://',
  'https://a b',
  'https://x/%2',
  'aa:bb:cc:dd:ee:ff',
  '1::2::3',
  'P',
  'PT',
  'P1',
  'P1H',
  'P1DT',
  'PDX4',
  '-',
  '',
  'word',
])('%s has none', (text) => expect(formatsOf(text)).toEqual([]))

test('what is recognised always passes a common validator', () => {
  const validators = new Map(
    FORMATS.filter(({ written }) => written === 'format').map(({ id }) => [id, ajv.compile({ type: 'string', format: id })]),
  )
  const near = fc.oneof(
    fc.emailAddress(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.ipV4(),
    fc.ipV6(),
    fc.uuid(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.base64String({ minLength: 24, maxLength: 44 }),
    fc.constantFrom('P1Y2M', 'PT1H', 'P2W', '10:20:30+01:00'),
  )
  const broken = fc
    .tuple(
      near,
      fc.nat(),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdefTZtz:/@.-+%#?[]=PWDHMS '), maxLength: 2 }),
      fc.nat({ max: 2 }),
    )
    .map(([text, at, put, cut]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut))
  const any = fc.string({ unit: fc.constantFrom(...'0123456789abcdefTZ:/@.-+%#?[]=PWDHMS'), maxLength: 40 })
  fc.assert(
    fc.property(fc.oneof(near, broken, any), (text) => {
      for (const format of formatsOf(text)) {
        const validate = validators.get(format)
        if (validate) expect(validate(text), `${format}: ${text}`).toBe(true)
      }
    }),
    { numRuns: 5000 },
  )
})
