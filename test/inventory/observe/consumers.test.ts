import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consumersOf, productOf } from '../../../inventory/observe/consumers.ts'

test.each([
  ['python-requests/2.32.3', 'python-requests/2.32'],
  ['curl/8.5.0', 'curl/8.5'],
  ['okhttp', 'okhttp'],
  ['Go-http-client/1.1', 'Go-http-client/1.1'],
  ['Boto3/1.34.0 md/Botocore#1.34.0', 'Boto3/1.34'],
  ['aws-sdk-go-v2/1.30.3 os/linux', 'aws-sdk-go-v2/1.30'],
  ['MyApp/v3 (iPhone; Alice)', 'MyApp/3'],
  ['Java/17.0.9', 'Java/17.0'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:122.0) Gecko/20100101 Firefox/122.0', 'Firefox/122'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36', 'Chrome/120'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91', 'Chrome/120'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15', 'Safari/17'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot/2.1'],
  ['Mozilla/5.0 (unheard of)', 'Mozilla'],
])('%s', (userAgent, product) => expect(productOf(userAgent)).toBe(product))

test.each([
  '',
  '(nothing)',
  '550e8400-e29b-41d4-a716-446655440000',
  'e29b41d4-a716-4466-b544-0000a1b2c3d4',
  'alice@example.org',
  'alice.smith@example.org',
  'customer-4711999',
  'deadbeefcafe1234abcd',
  'aZ3kP0qLmX8fT2wE',
  'x'.repeat(60),
])('%j names nobody that may be kept', (userAgent) => expect(productOf(userAgent)).toBe(''))

test('the rest of a User-Agent stays behind, whatever stands there', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('MyApp/1.2 ', 'Mozilla/5.0 (', 'Mozilla/5.0 (X11) Firefox/122.0 '),
      fc.string({ unit: 'binary' }),
      (start, rest) => {
        const [, agent = ''] = consumersOf('10.0.0.7', `${start}Alice${rest.replace(/bot|crawler|spider/gi, '')}`)
        expect(agent).not.toContain('Alice')
      },
    ),
  )
})

test('a caller is its address, and its product if it tells one', () => {
  expect(consumersOf('10.0.0.7', undefined)).toEqual(['address:10.0.0.7'])
  expect(consumersOf('10.0.0.7', '???')).toEqual(['address:10.0.0.7'])
  expect(consumersOf('fe80::1', 'curl/8.5.0')).toEqual(['address:fe80::1', 'agent:curl/8.5'])
})
