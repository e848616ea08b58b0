import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const spec =
  '{openapi: 3.1.0, info: {title: Shop, version: "1"}, security: [{s: []}], paths: {/orders: {get: {}}, /login: {post: {}}}, components: {securitySchemes: {s: {type: http, scheme: bearer}}}}'

it('tells how often, and what the description asks for', () => {
  expect(foundIn('auth-not-enforced', [{ line: 'GET /orders', times: 2 }], { specs: [spec] })).toMatchObject([
    { evidence: [{ n: 2 }, { text: 'Shop 1 asks for s' }] },
  ])
})

it('is silent at the login, where credentials are fetched, and where they are sent', () => {
  const calls = [
    { line: 'POST /login', body: { password: 'engine' } },
    { line: 'GET /orders', headers: { authorization: 'Bearer opaque-1' } },
  ]
  expect(foundIn('auth-not-enforced', calls, { specs: [spec] })).toEqual([])
})
