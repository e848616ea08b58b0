import { expect, test } from 'vitest'
import { parameterKey } from '../../../inventory/learn/parameter-key.ts'

test('a key tells the location and the name', () => {
  expect([parameterKey('query', 'page'), parameterKey('path', 'userId'), parameterKey('header', 'accept')]).toEqual([
    'query:page',
    'path:userId',
    'header:accept',
  ])
})
