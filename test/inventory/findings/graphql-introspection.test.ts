import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('is silent about answers to other questions', () => {
  const calls = [{ line: 'POST /graphql', body: { query: '{ me { id } }' }, answer: { data: { me: { id: 1 } } } }]
  expect(foundIn('graphql-introspection', calls)).toEqual([])
})

it('is silent where the schema is null', () => {
  const calls = [{ line: 'POST /graphql', body: { query: '{ __schema { types { name } } }' }, answer: { data: { __schema: null } } }]
  expect(foundIn('graphql-introspection', calls)).toEqual([])
})
