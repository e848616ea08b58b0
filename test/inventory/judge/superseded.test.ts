import { expect, it } from 'vitest'
import { judgeSuperseded } from '../../../inventory/judge/superseded.ts'
import { operation, service } from './build-inventory.ts'

it('needs a newer version of the same rest, in use', () => {
  const old = operation('GET /api/v1/users/{id}')
  const judge = (...others: ReturnType<typeof operation>[]) => judgeSuperseded(service('a', old, ...others), old)?.state ?? null
  expect(judge(operation('GET /api/v2/users/{userId}'))).toBe('superseded')
  expect(judge(operation('GET /api/v2/orders/{id}'))).toBeNull()
  expect(judge(operation('GET /api/v2/users/{id}.json'))).toBeNull()
  expect(judge(operation('POST /api/v2/users/{id}'))).toBeNull()
  expect(judge(operation('GET /api/v0/users/{id}'))).toBeNull()
  expect(judge(operation('GET /api/v2/users/{id}', { tier: 'probe' }))).toBeNull()
})
