import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const login = { line: 'POST /login', body: { user: 'ada', password: 'guess-{n}' } }

it('is graver where one of the guesses was right', () => {
  const [found] = foundIn('login-guessing', [{ ...login, status: 401, times: 30 }, login])
  expect(found).toMatchObject({ severity: 'high', path: 'address:10.0.0.9', evidence: [{ n: 30 }, { n: 1 }] })
})

it('is silent about refusals elsewhere', () => {
  expect(foundIn('login-guessing', [{ line: 'GET /orders' }, { line: 'GET /orders', status: 401, times: 40 }])).toEqual([])
})
