import fc from 'fast-check'
import { expect, it } from 'vitest'
import { kindsInText, noteKinds, unfoldText } from '../../../inventory/ai/text-kinds.ts'

const kinds = (text: string) => {
  const types = new Set<string>()
  kindsInText(text, types)
  return [...types].sort()
}

it.each([
  ['mail jane.doe@mail.example.org, card 4111 1111 1111 1111.', ['card_pan', 'email']],
  ['AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE', ['aws_access_key_id']],
  ['pay to DE89 3704 0044 0532 0130 00 please', ['iban']],
  ['ssn 536-22-8791 on file', ['us_ssn']],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIB', ['private_key_pem']],
])('finds what proves itself in "%s"', (text, expected) => expect(kinds(text)).toEqual(expect.arrayContaining(expected)))

it.each([
  'The quick brown fox at 12:30, version 1.2.3, build 4096-1234, on 2026-11-23T10:00:00Z.',
  'order 4200000000001 shipped to 10 Main Street; see https://shop.example/orders/17?page=2',
  '',
])('finds nothing in "%s"', (text) => expect(kinds(text)).toEqual([]))

it('counts a kind once a body, under its place', () => {
  const found = new Map<string, number>()
  noteKinds(found, 'arguments', { a: ['jane.doe@mail.example.org'], b: 'john.roe@mail.example.org' })
  expect([...found]).toEqual([['arguments email', 1]])
})

it('opens documents inside of strings', () => {
  expect(unfoldText([{ text: '{"a":1}' }, { text: '{no' }])).toEqual([{ text: { a: 1 } }, { text: '{no' }])
})

it('takes any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void kinds(text)))
})
