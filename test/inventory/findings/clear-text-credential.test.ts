import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const basic = () => service('a', operation('GET /x', { auth: { basic: 3 } }))

it('fires on credentials and passwords over clear HTTP', () => {
  expect(find('clear-text-credential', [basic()])).toMatchObject([
    { severity: 'high', evidence: [{ text: 'basic over clear HTTP', n: 3 }] },
  ])
  expect(
    find('clear-text-credential', [service('a', operation('POST /login', { requests: [{ password: 'hunter2 it is' }] }))]),
  ).toHaveLength(1)
})

it('is silent over TLS, behind a terminator, and about signatures', () => {
  expect(find('clear-text-credential', [{ ...basic(), scheme: 'https' }])).toEqual([])
  expect(find('clear-text-credential', [basic()], { config: { postTls: true } })).toEqual([])
  expect(find('clear-text-credential', [service('a', operation('GET /x', { auth: { 'aws-sigv4': 3, none: 2 } }))])).toEqual([])
})
