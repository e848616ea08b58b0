import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is silent where some requests carry a credential, and at the login', () => {
  const withToken = { line: 'GET /admin/users', headers: { authorization: 'Bearer opaque-1' } }
  expect(
    foundIn('exposed-admin', [withToken, { line: 'GET /admin/users' }, { line: 'POST /admin/login', body: { password: 'engine' } }]),
  ).toEqual([])
})

it('knows it behind a prefix and a version', () => {
  expect(foundIn('exposed-admin', [{ line: 'GET /api/v1/admin/users' }])).toHaveLength(1)
})
