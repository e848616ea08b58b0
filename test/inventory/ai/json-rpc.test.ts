import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRpc } from '../../../inventory/ai/json-rpc.ts'

it('tells requests, notifications, results and errors apart, and ids by type', () => {
  const messages = readRpc([
    { method: 'a', params: [1], jsonrpc: '2.0', id: 0 },
    { jsonrpc: '2.0', method: 'b' },
    { jsonrpc: '2.0', id: '0', result: null },
    { jsonrpc: '2.0', id: null, error: { code: -32600 } },
  ])
  expect(messages.map(({ kind }) => kind)).toEqual(['request', 'notification', 'result', 'error'])
  expect(messages.map((message) => ('id' in message ? message.id : ''))).toEqual(['n0', '', 's0', 'null'])
})

it('leaves everything else alone', () => {
  expect(
    readRpc([
      { jsonrpc: '1.0', method: 'a', id: 1 },
      { method: 'a' },
      null,
      1,
      'x',
      { jsonrpc: '2.0', id: 1 },
      { jsonrpc: '2.0', id: 1, error: 'x' },
    ]),
  ).toEqual([])
  fc.assert(fc.property(fc.jsonValue(), (value) => void readRpc(value)))
})
