import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifySegment, mayBeConstant } from '../../../inventory/template/classify-segment.ts'

const CASES: Record<string, string[]> = {
  word: [
    '',
    'users',
    'v1',
    'v2beta1',
    'me',
    'search',
    'user-settings',
    'user_settings',
    'getUserAccountSettings',
    'oauth2',
    'US',
    'robots.txt',
    '.well-known',
    '$metadata',
    'tasks:cancel',
    'wp-login.php',
    'x.js',
    'alice42',
    'octo-cat',
    'sha256',
    'deadbeef',
    'facade',
    'pkg.Service',
  ],
  integer: ['0', '42', '12345678901234567890', '007'],
  uuid: ['2b1f3c1e-8a55-4f5a-9c1e-0123456789ab', '2B1F3C1E-8A55-4F5A-9C1E-0123456789AB'],
  email: ['a@b.example', 'ann.lee@corp.io'],
  encoded: ['a b', 'Orders(5)', 'src/main.js', 'x=1', '@alice', '42:cancel', 'müller', 'a,b', '*', 'YWJj=='],
  version: ['1.2.3', 'v1.2', '2.0', '1.0.0-rc.1', 'v1.2.3.4'],
  date: ['2010-04-01', '2024-05', '2024-05-06T07:08:09Z'],
  number: ['10.0.0.1', '555-12-3456', '3-14', '-5'],
  hex: ['0a1b2c3', 'deadbeef01', '507f1f77bcf86cd799439011', 'DEADBEEF0123'],
  key: ['ABC-12', 'PROJ-4999'],
  locale: ['en-US', 'pt_BR', 'zh-Hans', 'zh-Hant-TW', 'es-419'],
  'prefixed-id': ['cus_NffrFeUfNV2Hib', 'pi_3MtwBwLkdIwHu7ix28a3tqPa', 'sub-1234567890ab'],
  random: ['4iV5W9uYEdYUVa79Axb7Rh', 'AC1234567890abcdef1234567890abcdef', 'web-7c9b8d6f4c-x2k5p', 'aZbYcXdWeVfUgThS'],
}

describe('one part of a path has the class that its form tells', () => {
  for (const [expected, texts] of Object.entries(CASES))
    for (const text of texts) test(`${JSON.stringify(text)} is ${expected}`, () => expect(classifySegment(text)).toBe(expected))
})

test('every text has a class', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Object.keys(CASES)).toContain(classifySegment(text))
    }),
  )
})

test('digits alone are always an integer', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]+$/), (text) => {
      expect(classifySegment(text)).toBe('integer')
    }),
  )
})

test('only small numbers, versions and dates may be constant', () => {
  expect(mayBeConstant('3', 'integer')).toBe(true)
  expect(mayBeConstant('300', 'integer')).toBe(false)
  expect(mayBeConstant('2.0', 'version')).toBe(true)
  expect(mayBeConstant('2010-04-01', 'date')).toBe(true)
  expect(mayBeConstant('0a1b2c3', 'hex')).toBe(false)
})
