import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

it('knows it in the query, and deep in a body', () => {
  const calls = [
    { line: 'GET /proxy?url=https%3A%2F%2Fa{n}.example%2F', times: 2 },
    { line: 'POST /hooks', body: { config: { webhookUrl: 'https://a{n}.example/x' } }, times: 2 },
  ]
  expect(
    foundIn('url-parameter', calls)
      .map(({ location, path }) => `${location} ${path}`)
      .sort(),
  ).toEqual(['query url', 'request.body $.config.webhookUrl'])
})

it('is silent about names with other values, and about values under other names', () => {
  const calls = [
    { line: 'POST /items', body: { image: 'a{n}.png', note: 'https://a{n}.example/', $schema: 'https://a.example/s' }, times: 2 },
  ]
  expect(foundIn('url-parameter', calls)).toEqual([])
})
