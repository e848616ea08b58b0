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

it('is silent about counters, which are told where a page is, and about resources of MCP', () => {
  const read = { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: 'file:///a/{n}' } }
  const calls = [
    { line: 'GET /analytics?url=https%3A%2F%2Fa{n}.example%2F', times: 2 },
    { line: 'POST /mcp', body: read, answer: { jsonrpc: '2.0', id: 1, result: { contents: [] } }, times: 2 },
  ]
  expect(foundIn('url-parameter', calls)).toEqual([])
})
