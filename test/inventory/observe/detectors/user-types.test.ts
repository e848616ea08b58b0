import { expect, it } from 'vitest'
import { detectText } from '../../../../inventory/observe/detect-text.ts'
import { detectValue } from '../../../../inventory/observe/detectors/index.ts'
import { patternFault, withUserTypes } from '../../../../inventory/observe/detectors/user-types.ts'

const detect = withUserTypes(detectValue, [
  { type: 'employee', pattern: 'E-\\d{6}', validator: null },
  { type: 'loyalty', pattern: '\\d{4}-\\d{4}', validator: 'luhn' },
])

it('the whole value must match, and pass the check digit where one is asked for', () => {
  expect(detectText('E-123456', detect)).toEqual(['employee'])
  expect(detectText('1234-5674', detect)).toContain('loyalty')
  expect(detectText('1234-5675', detect)).not.toContain('loyalty')
  expect(detectText('see E-123456', detect)).toEqual([])
})

it('adds to what is built in, and shares its arrays', () => {
  const both = withUserTypes(detectValue, [{ type: 'mine', pattern: '.*@.*', validator: null }])
  expect(detectText('ada@mail.example', both)).toEqual(['email', 'mine'])
  expect(detectText('ada@mail.example', both)).toBe(detectText('bob@mail.example', both))
  expect(withUserTypes(detectValue, [])).toBe(detectValue)
})

it('says what is wrong with a pattern', () => {
  expect(patternFault('a+')).toBeNull()
  expect(patternFault('a(')).toContain('missing')
  expect(patternFault('(?=a)b')).toContain('invalid or unsupported')
})

it('is linear where backtracking would not end', () => {
  const slow = withUserTypes(detectValue, [{ type: 'mine', pattern: '(a+)+b', validator: null }])
  const started = performance.now()
  for (let i = 0; i < 50; i++) detectText('a'.repeat(4000), slow)
  expect(performance.now() - started).toBeLessThan(3000)
})
