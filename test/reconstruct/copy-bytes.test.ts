import { expect, test } from 'vitest'
import { copyBytes } from '../../reconstruct/copy-bytes.ts'

test('a copy of a buffer does not change with it', () => {
  const lent = Buffer.from('abcdef')
  const copy = copyBytes(lent, 1, 4)
  lent.fill(0)
  expect(Buffer.from(copy).toString()).toBe('bcd')
})
