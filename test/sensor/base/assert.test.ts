import { expect, test } from 'vitest'
import { assert, assertNever } from '../../../sensor/base/assert.ts'

test('a false condition is our mistake, named', () => {
  expect(() => assert(false, 'the table is sorted')).toThrow('assertion failed: the table is sorted')
  expect(() => assert(true, 'fine')).not.toThrow()
  expect(() => assertNever('odd' as never)).toThrow('unexpected "odd"')
})
