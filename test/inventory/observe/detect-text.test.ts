import { expect, test } from 'vitest'
import { detectText } from '../../../inventory/observe/detect-text.ts'
import { CHARACTER } from '../../../inventory/observe/detect-value.ts'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'

test('a text is asked about as its bytes would be', () => {
  expect(detectText('alice@example.org', detectValue)).toContain('email')
  expect(detectText('orders', detectValue)).toEqual([])
  expect(detectText('', detectValue)).toEqual([])
})

test('the detector sees UTF-8 and kinds of characters only', () => {
  const asked: unknown[] = []
  detectText('é7', (bytes, start, end, mask) => {
    asked.push(Buffer.from(bytes).toString('utf8', start, end), mask)
    return []
  })
  expect(asked).toEqual(['é7', CHARACTER.nonAscii | CHARACTER.digit])
  detectText('z', (_bytes, _start, _end, mask) => {
    asked.push(mask)
    return []
  })
  expect(asked.at(-1)).toBe(CHARACTER.lower)
})
