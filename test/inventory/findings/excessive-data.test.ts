import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const spec = (properties: string) =>
  `{openapi: 3.1.0, info: {title: Shop, version: "1"}, paths: {/users: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {${properties}}}}}}}}}}}`
const call = { line: 'GET /users', answer: { id: 1, owner: { email: 'ada{n}@mail.example' } }, times: 3 }

it('knows fields inside an object that is not described', () => {
  expect(foundIn('excessive-data', [call], { specs: [spec('id: {}')] })).toMatchObject([
    { path: '$.owner.email', type: 'email', evidence: [{ text: '$.owner is in answers and not in Shop 1', n: 3 }, {}] },
  ])
})

it('is silent without a description, and where it leaves the object open', () => {
  expect(foundIn('excessive-data', [call])).toEqual([])
  expect(foundIn('excessive-data', [call], { specs: [spec('id: {}, owner: {}')] })).toEqual([])
})
