import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const call = { line: 'PATCH /users/{n}', body: { name: 'ada', role: 'editor' }, times: 3 }

it('without a description it is a hint', () => {
  expect(foundIn('mass-assignment', [call])).toMatchObject([{ severity: 'low', confidence: 0.5, path: '$.role' }])
})

it('is silent where the description has it, in messages of models, and where it was refused', () => {
  const spec =
    '{openapi: 3.1.0, info: {title: S, version: "1"}, paths: {"/users/{id}": {patch: {requestBody: {content: {application/json: {schema: {type: object, properties: {name: {}, role: {}}}}}}}}}}'
  expect(foundIn('mass-assignment', [call], { specs: [spec] })).toEqual([])
  expect(
    foundIn('mass-assignment', [{ line: 'POST /v1/chat/completions', body: { messages: [{ role: 'user', content: 'hi' }] }, times: 2 }]),
  ).toEqual([])
  expect(foundIn('mass-assignment', [{ line: 'GET /users/1' }, { ...call, status: 422 }])).toEqual([])
})
