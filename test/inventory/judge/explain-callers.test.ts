import { expect, it } from 'vitest'
import { authRows, callerRows } from '../../../inventory/judge/explain-callers.ts'
import { playExample } from '../../support/play-example.ts'
import { operation } from './build-inventory.ts'

const calls = [
  { line: 'GET /a', times: 3, headers: { authorization: 'Bearer opaque-1', 'user-agent': 'curl/8.1' } },
  { line: 'GET /a', status: 401, client: '10.0.0.21' },
]
const [seen] = [...playExample({ text: '', calls }).inventory.services.get('shop.example')!.operations.values()]

it('tells callers by address, product and subject, most frequent first, with times', () => {
  const rows = callerRows(seen!)
  expect(rows.slice(1).map((row) => row.replace(/subject [0-9a-f]+/, 'subject …').replace(/, 2026.*/, ''))).toEqual([
    '  address 10.0.0.9 (3 times',
    '  agent curl/8.1 (3 times',
    '  subject … (3 times',
    '  address 10.0.0.21 (1 times, 1 times refused',
  ])
  expect(rows[1]).toMatch(/2026-01-01T\S+Z to 2026-01-01T\S+Z\)$/)
})

it('tells how often each scheme succeeded', () => {
  expect(authRows(seen!)).toEqual(['authentication:', '  bearer: 3 of 3 requests succeeded', '  none: 0 of 1 requests succeeded'])
})

it('says how many it does not list, and nothing of nobody', () => {
  const busy = operation('GET /a')
  for (let i = 0; i < 20; i++) busy.consumers.set(`address:${i}`, { key: `address:${i}`, n: 1, firstUs: 1, lastUs: 2 })
  busy.consumersDropped = 5
  expect(callerRows(busy).slice(-2)).toEqual(['  and 8 more', '  and others, 5 times'])
  expect(callerRows(operation('GET /a'))).toEqual([])
  expect(authRows({ ...busy, auth: new Map() })).toEqual([])
})
