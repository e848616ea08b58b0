import { expect, test } from 'vitest'
import { splitKey } from '../../../inventory/store/verdict-rows.ts'

// writing and reading: sqlite-store.test.ts
test('a verdict key in its parts', () => {
  expect(splitKey('a.example GET /x y/{}')).toEqual(['a.example', 'GET /x y/{}'])
  expect(splitKey('a.example')).toEqual(['a.example', ''])
})
