import { expect, it } from 'vitest'
import { verdictKey } from '../../../inventory/judge/index.ts'

it('keys verdicts by service and operation', () => {
  expect(verdictKey('shop.example:8080', 'GET /users/{}')).toBe('shop.example:8080 GET /users/{}')
})
