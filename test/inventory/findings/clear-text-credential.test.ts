import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'
import { foundIn } from './found-in.ts'

const basic = () => service('a', operation('GET /x', { auth: { basic: 3 } }))

it('fires on credentials and passwords over clear HTTP', () => {
  expect(find('clear-text-credential', [basic()])).toMatchObject([
    {
      severity: 'high',
      evidence: [
        { text: 'basic over clear HTTP', n: 3 },
        { text: 'basic to GET /x', n: 3 },
      ],
    },
  ])
  expect(
    find('clear-text-credential', [service('a', operation('POST /login', { requests: [{ password: 'hunter2 it is' }] }))]),
  ).toHaveLength(1)
})

it('is told once of a service, with its operations and with what they were sent in all', () => {
  const operations = Array.from({ length: 23 }, (_, i) => operation(`GET /of/${'abcdefghijklmnopqrstuvwxyz'[i]}`, { auth: { bearer: 2 } }))
  const [one, ...others] = find('clear-text-credential', [service('a', ...operations)])
  expect(others).toEqual([])
  expect(one).toMatchObject({ service: 'a', method: null, template: null })
  expect(one?.evidence[0]).toEqual({ text: 'bearer over clear HTTP', n: 46 })
  expect(one?.evidence.at(-1)).toEqual({ text: 'and to 3 more operations' })
})

it('counts the requests that had a password, not all of the operation', () => {
  const calls = [
    { line: 'POST /login', body: { user: 'ada', password: 'engine-{n}' }, times: 3 },
    { line: 'POST /login', body: { user: 'ada', code: 'x' }, times: 2 },
  ]
  expect(foundIn('clear-text-credential', calls)).toMatchObject([
    { evidence: [{ n: 3 }, { text: 'password in $.password to POST /login', n: 3 }] },
  ])
})

it('is silent over TLS, behind a terminator, and about signatures', () => {
  expect(find('clear-text-credential', [{ ...basic(), scheme: 'https' }])).toEqual([])
  expect(find('clear-text-credential', [basic()], { config: { postTls: true } })).toEqual([])
  expect(find('clear-text-credential', [service('a', operation('GET /x', { auth: { 'aws-sigv4': 3, none: 2 } }))])).toEqual([])
})
